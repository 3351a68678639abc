"""The rules for all files that leave a kiosk: one spelling of JSON, signatures over bytes, and shapes."""

import base64
import binascii
import hashlib
import json
import re
import zoneinfo

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

LARGEST_NUMBER = 2**53 - 1
NAMED_DEVICE = re.compile(rb'"device":"(rk-[0-9a-f]{10})"')
DEVICE_SEARCH_BYTES = 4096
SIGNATURE_FILE_BYTES = 89
VERSION = 1


class Refused(Exception):
    """The one argument is the reason by its name in the tables of the page."""


def sha256(content):
    return hashlib.sha256(content).hexdigest()


def named_device(content):
    """The device is found without parsing, because a signature is checked before anything is parsed."""
    match = NAMED_DEVICE.search(content[:DEVICE_SEARCH_BYTES])
    if not match:
        raise Refused("malformed")
    return match[1].decode()


def is_signed(kind, content, signature_file, public_key):
    signature = read_signature(signature_file)
    if signature is None:
        return False
    signed = f"rekam/1//{kind}//".encode() + content
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, signed)
    except InvalidSignature:
        return False
    return True


def read_signature(signature_file):
    """A signature has one spelling: the decoded bytes are written again and compared."""
    try:
        signature = base64.b64decode(signature_file, validate=False)
    except binascii.Error:
        return None
    same = base64.b64encode(signature) + b"\n" == signature_file
    return signature if same and len(signature_file) == SIGNATURE_FILE_BYTES else None


def parse_json(content):
    """Python alone would let NaN and Infinity pass; broken JSON of any kind is a ValueError."""
    return json.loads(content.decode(), parse_constant=refuse_constant)


def refuse_constant(name):
    raise ValueError(f"{name} is no JSON")


def canonical_json(value):
    """A ValueError says that the value has no canonical spelling."""
    text = json.dumps(sorted_members(value), ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.encode()


def sorted_members(value):
    if isinstance(value, dict):
        names = sorted(value, key=lambda name: name.encode("utf-16-be"))
        return {name: sorted_members(value[name]) for name in names}
    if isinstance(value, list):
        return [sorted_members(item) for item in value]
    if isinstance(value, float) or type(value) is int and abs(value) > LARGEST_NUMBER:
        raise ValueError("no whole number that every reader can hold")
    return value


def read_document(content, shape):
    """The version is judged first, because a version to come may have any shape."""
    try:
        document = parse_json(content)
        if isinstance(document, dict) and is_other_version(document.get("v")):
            raise Refused("unknown-version")
        if canonical_json(document) == content and shape(document):
            return document
    except (ValueError, RecursionError) as broken:
        raise Refused("malformed") from broken
    raise Refused("malformed")


def is_other_version(value):
    return type(value) in (int, float) and value % 1 == 0 and value != VERSION


def merkle_levels(hashes):
    """The levels from the leaves up to the root; an odd node at the end of a level goes up unchanged."""
    levels = [[hashlib.sha256(b"\0" + bytes.fromhex(name)).digest() for name in hashes]]
    while len(level := levels[-1]) > 1:
        pairs = [level[start : start + 2] for start in range(0, len(level), 2)]
        levels.append([pair[0] if len(pair) == 1 else join_nodes(*pair) for pair in pairs])
    return levels


def join_nodes(left, right):
    return hashlib.sha256(b"\1" + left + right).digest()


def merkle_root(hashes):
    return merkle_levels(hashes)[-1][0].hex()


def text(most_letters):
    """Letters are UTF-16 code units, two bytes each."""
    return lambda value: isinstance(value, str) and len(value.encode("utf-16-le")) <= 2 * most_letters


def whole(least, most=LARGEST_NUMBER):
    return lambda value: type(value) is int and least <= value <= most


def spelled(pattern):
    return lambda value: isinstance(value, str) and re.fullmatch(pattern, value) is not None


def one_of(*choices):
    return lambda value: type(value) in map(type, choices) and value in choices


def either(*shapes):
    return lambda value: any(shape(value) for shape in shapes)


def row_of(shape, least, most):
    return lambda value: isinstance(value, list) and least <= len(value) <= most and all(map(shape, value))


def members(required, optional=()):
    """Members that the page does not name are refused."""
    shapes = {**required, **dict(optional)}

    def fits(value):
        if not isinstance(value, dict) or not required.keys() <= value.keys() <= shapes.keys():
            return False
        return all(shapes[name](member) for name, member in value.items())

    return fits


def is_zone(value):
    return isinstance(value, str) and value in zoneinfo.available_timezones()


def are_pieces(value):
    """Person and visit are always there, and no name comes twice."""
    if not row_of(PIECE, 2, len(PIECE_NAMES))(value):
        return False
    names = [piece["name"] for piece in value]
    return len(set(names)) == len(names) and {"person.json.age", "visit.jsonl.age"} <= set(names)


HASH = spelled("[0-9a-f]{64}")
DEVICE = spelled("rk-[0-9a-f]{10}")
SCHOOL = spelled("[0-9]{8}")
VISIT_ID = spelled("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
YES_OR_NO = one_of(True, False)

TIME = members(
    {
        "wallMs": whole(0),
        "sinceBootMs": whole(0),
        "boot": whole(0),
        "trust": one_of("none", "persisted", "server", "ntp"),
    }
)
SENSOR = members(
    {
        "maker": text(40),
        "model": text(40),
        "serial": text(40),
        "firmware": text(40),
        "dpi": either(whole(250, 4000), one_of(0)),
        "bitDepth": one_of(4, 8),
        "certified": YES_OR_NO,
    }
)
PIECE_NAMES = (
    "person.json.age",
    "visit.jsonl.age",
    "face.jpg.age",
    "signature.png.age",
    *(f"finger-{position:02}.png.age" for position in range(1, 11)),
    "approval.png.age",
)
PIECE = members({"name": one_of(*PIECE_NAMES), "bytes": whole(1), "sha256": HASH})
PACKET = members(
    {
        "v": one_of(VERSION),
        "id": VISIT_ID,
        "device": DEVICE,
        "school": SCHOOL,
        "software": text(40),
        "sensor": SENSOR,
        "camera": text(60),
        "attendance": one_of("none", "teacher", "officer"),
        "time": TIME,
        "pieces": are_pieces,
    },
    {"zone": is_zone},
)
BATCH = members(
    {
        "v": one_of(VERSION),
        "device": DEVICE,
        "boot": whole(0),
        "seq": whole(1),
        "prev": HASH,
        "packets": row_of(members({"sha256": HASH, "bytes": whole(1)}), 1, 10_000),
        "root": HASH,
        "time": TIME,
    }
)
