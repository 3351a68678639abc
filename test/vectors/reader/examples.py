"""Verifies the worked examples of FORMATS.md, with the keys that the page names at its end."""

import base64
import re

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from archive import make_archive, make_header
from documents import (
    BATCH,
    PACKET,
    Refused,
    canonical_json,
    is_signed,
    merkle_levels,
    parse_json,
    read_document,
    sha256,
)

EXAMPLE = re.compile(r"^```example (.+)\n((?s:.*?))^```$", re.MULTILINE)
BASE45_LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
CROCKFORD_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def public_bytes(seed_byte):
    key = Ed25519PrivateKey.from_private_bytes(bytes([seed_byte]) * 32)
    return key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)


KIOSK = public_bytes(0x15)
REGISTRY = public_bytes(0x19)
KIOSK_DEVICE = "rk-" + sha256(KIOSK)[:10]


def judge_examples(page):
    """An example without a rule is not right, nor is a rule whose example has left the page."""
    examples = dict(EXAMPLE.findall(page))
    for title in {**examples, **RULES}:
        yield title, is_right(examples, title)


def is_right(examples, title):
    try:
        return RULES[title](examples, title)
    except (KeyError, ValueError, Refused):
        return False


def is_canonical(examples, title):
    line = examples[title].rstrip("\n").encode()
    return canonical_json(parse_json(line)) == line


def is_plain(examples, title):
    return all(isinstance(parse_json(line.encode()), dict) for line in examples[title].splitlines())


def is_signed_by(kind, key, manifest=None):
    """The signature stands under its document, or in an example of its own."""

    def verifies(examples, title):
        text = examples[title] if manifest is None else examples[manifest] + examples[title]
        document, signature = text.encode().splitlines()
        canonical = canonical_json(parse_json(document)) == document
        return canonical and is_signed(kind, document, signature + b"\n", key)

    return verifies


def fits(shape):
    return lambda examples, title: bool(read_document(examples[title].rstrip("\n").encode(), shape))


def is_first_block(examples, title):
    block = bytearray(512)
    for line in examples[title].splitlines():
        offset, digits = line.split()
        part = bytes.fromhex(digits)
        block[int(offset) : int(offset) + len(part)] = part
    return bytes(block) == make_header("packet.json", len(examples["packet.json"]) - 1)


def is_archive(examples, title):
    """The line end after the JSON is the page's own."""
    manifest = examples["packet.json"].rstrip("\n").encode()
    names = [piece["name"] for piece in parse_json(manifest)["pieces"]]
    files = [("packet.json", manifest), ("packet.sig", examples["packet.sig"].encode())]
    archive = make_archive(files + [(name, b"nope") for name in names])
    return examples[title] == f"{len(archive)} bytes, hash {sha256(archive)}\n"


def is_upload(examples, title):
    """The packet's content is the text `a`, whose length the metadata does not repeat."""
    metadata = dict(line.split() for line in examples[title].splitlines())
    signature = metadata.pop("signature").encode() + b"\n"
    document = {**metadata, "v": 1, "seq": int(metadata["seq"]), "bytes": len(b"a")}
    is_content = metadata["sha256"] == sha256(b"a") and metadata["name"] == f"{sha256(b'a')}.packet"
    return is_content and is_signed("upload", canonical_json(document), signature, KIOSK)


def is_tree(examples, title):
    rows = [line.split() for line in examples[title].splitlines()]
    names = sorted(sha256(text) for text in (b"a", b"b", b"c"))
    leaves, nodes, root = merkle_levels(names)
    tree = [("leaf", leaf) for leaf in leaves] + [("node", nodes[0]), ("root", root[0])]
    return rows == [["name", name] for name in names] + [[kind, node.hex()] for kind, node in tree]


def is_batch_hash(examples, title):
    return examples[title].strip() == sha256(examples["batch.json"].rstrip("\n").encode())


def is_start_of_signed_bytes(examples, title):
    start = bytes.fromhex(examples[title].replace("...", ""))
    return (b"rekam/1//batch//" + examples["batch.json"].encode()).startswith(start)


def is_student_receipt(examples, title):
    rows = dict(re.split(r" {2,}", line, maxsplit=1) for line in examples[title].splitlines())
    packet = bytes.fromhex(sha256(b""))
    content, signature = bytes.fromhex(rows["bytes"]), bytes.fromhex(rows["signature"])
    right_bytes = content == b"\1" + bytes.fromhex(KIOSK_DEVICE.removeprefix("rk-")) + packet[:8]
    right_signature = is_signed("student-receipt", content, base64.b64encode(signature) + b"\n", KIOSK)
    right_text = rows["QR text"] == "RK1:" + base45(content + signature)
    return right_bytes and right_signature and right_text and rows["characters"] == spoken_characters(packet)


def base45(content):
    letters = []
    for start in range(0, len(content), 2):
        pair = content[start : start + 2]
        value = int.from_bytes(pair, "big")
        letters += [BASE45_LETTERS[value // 45**place % 45] for place in range(len(pair) + 1)]
    return "".join(letters)


def spoken_characters(packet):
    bits = int.from_bytes(packet[:5], "big") >> 5
    values = [bits >> 30 - 5 * position & 31 for position in range(7)]
    check = 0
    for value in reversed(values):
        check = double(check ^ value)
    letters = "".join(CROCKFORD_LETTERS[value] for value in [*values, check])
    return f"{letters[:4]}-{letters[4:]}"


def double(value):
    """The product with a = 2 in GF(32) modulo x^5 + x^2 + 1."""
    return value << 1 ^ (0b100101 if value & 0b10000 else 0)


def are_keys(examples, title):
    return re.findall(r"\S+$", examples[title], re.MULTILINE) == [
        KIOSK.hex(),
        base64.b64encode(KIOSK).decode(),
        KIOSK_DEVICE,
        REGISTRY.hex(),
        base64.b64encode(REGISTRY).decode(),
    ]


RULES = {
    "packet.json": fits(PACKET),
    "packet.sig": is_signed_by("packet", KIOSK, "packet.json"),
    "first block of the archive": is_first_block,
    "packet": is_archive,
    "person.json": is_plain,
    "visit.jsonl": is_plain,
    "upload metadata": is_upload,
    "merkle": is_tree,
    "batch.json": fits(BATCH),
    "batch.json hash": is_batch_hash,
    "batch signed bytes": is_start_of_signed_bytes,
    "batch.sig": is_signed_by("batch", KIOSK, "batch.json"),
    "receipt.json": is_canonical,
    "receipt.sig": is_signed_by("receipt", REGISTRY, "receipt.json"),
    "key-list.json and its signature": is_signed_by("key-list", REGISTRY),
    "enrolment": is_canonical,
    "devices.json and its signature": is_signed_by("device-list", REGISTRY),
    "hello": is_signed_by("hello", REGISTRY),
    "status file and its signature": is_signed_by("status", REGISTRY),
    "list of pupils, opened": is_canonical,
    "site.json and its signature": is_signed_by("site", REGISTRY),
    "erasure and its signature": is_signed_by("erasure", KIOSK),
    "student-receipt": is_student_receipt,
    "keys": are_keys,
}
