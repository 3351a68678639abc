"""Judges the vectors of FORMATS.md as the intake of a registry would, from the page alone.

Usage: python3 reader.py <vectors folder> [--page FORMATS.md]
"""

import argparse
import base64
import json
import sys
from dataclasses import dataclass, field
from pathlib import Path

from age_file import CannotOpen, open_age_file, read_identity
from archive import BadArchive, read_archive
from documents import (
    BATCH,
    PACKET,
    Refused,
    is_signed,
    merkle_root,
    named_device,
    parse_json,
    read_document,
    sha256,
)
from examples import judge_examples

ACCEPTED = "accepted"
SIGNED = "signed"
ALGORITHM = "Ed25519"
MOST_MANIFEST_BYTES = 2 * 1024 * 1024
MOST_SIGNATURE_BYTES = 1024
MOST_PACKET_BYTES = 16 * 1024 * 1024
NO_BATCH = "0" * 64


@dataclass
class Registry:
    """The enrolled kiosks, and the memory of every batch and packet that came before."""

    devices: dict
    identity: object
    batches: dict = field(default_factory=dict)
    visits: dict = field(default_factory=dict)


def judge_batch(registry, folder):
    """A verdict on a batch has two parts: its own, and the reason of each rejected packet by its hash."""
    try:
        batch = accept_manifest(registry, folder)
    except Refused as refused:
        return str(refused), {}
    verdicts = {}
    for entry in batch["packets"]:
        content = read_copy(packet_path(folder, entry))
        verdicts[entry["sha256"]] = judge_packet(registry, batch["device"], entry, content)
    return SIGNED, {name: verdict for name, verdict in verdicts.items() if verdict != ACCEPTED}


def accept_manifest(registry, folder):
    """The checks stand in the order of the page, since the first that fails is the verdict."""
    manifest, signature = read_manifest(folder)
    device = registry.devices.get(named_device(manifest))
    if device is None:
        raise Refused("unknown-device")
    if device["alg"] != ALGORITHM:
        raise Refused("unknown-algorithm")
    if not is_signed("batch", manifest, signature, public_key(device)):
        raise Refused("bad-signature")
    batch = read_document(manifest, BATCH)
    if batch["device"] != device["device"]:
        raise Refused("malformed")
    check_root(batch)
    check_chain(registry, device, batch, sha256(manifest))
    if not all(packet_path(folder, entry).exists() for entry in batch["packets"]):
        raise Refused("missing-packets")
    registry.batches[batch["device"], batch["seq"]] = sha256(manifest)
    return batch


def read_manifest(folder):
    """Sizes are judged before a byte is read."""
    manifest, signature = folder / "batch.json", folder / "batch.sig"
    if manifest.stat().st_size == 0:
        raise Refused("empty-manifest")
    if not signature.exists() or signature.stat().st_size == 0:
        raise Refused("missing-signature")
    if manifest.stat().st_size > MOST_MANIFEST_BYTES or signature.stat().st_size > MOST_SIGNATURE_BYTES:
        raise Refused("too-large")
    return manifest.read_bytes(), signature.read_bytes()


def check_root(batch):
    hashes = [entry["sha256"] for entry in batch["packets"]]
    if hashes != sorted(set(hashes)) or merkle_root(hashes) != batch["root"]:
        raise Refused("wrong-root")


def check_chain(registry, device, batch, manifest_hash):
    name, number = batch["device"], batch["seq"]
    if number > device.get("lastSeq", number):
        raise Refused("revoked-device")
    before = NO_BATCH if number == 1 else registry.batches.get((name, number - 1))
    same_number = registry.batches.get((name, number), manifest_hash)
    if same_number != manifest_hash or before not in (None, batch["prev"]):
        raise Refused("fork")
    if before is None:
        raise Refused("gap")


def packet_path(folder, entry):
    return folder / f"{entry['sha256']}.packet"


def read_copy(path):
    """A copy of an impossible size is not read at all."""
    return path.read_bytes() if 0 < path.stat().st_size <= MOST_PACKET_BYTES else None


def judge_packet(registry, sender, entry, content):
    """The verdict is `accepted`, or the first reason that the page has for this packet."""
    try:
        packet, pieces = open_packet(registry, entry, content)
        check_origin(registry, sender, packet, entry)
        open_pieces(registry, pieces)
    except Refused as refused:
        return str(refused)
    registry.visits[packet["id"]] = entry["sha256"]
    return ACCEPTED


def open_packet(registry, entry, content):
    """The manifest and the pieces come out only when they are those that the kiosk has signed."""
    if content is None or sha256(content) != entry["sha256"]:
        raise Refused("wrong-name")
    if len(content) != entry["bytes"]:
        raise Refused("wrong-size")
    try:
        files = read_archive(content)
    except BadArchive as broken:
        raise Refused("bad-archive") from broken
    if [name for name, _ in files[:2]] != ["packet.json", "packet.sig"]:
        raise Refused("malformed")
    (_, manifest), (_, signature), *pieces = files
    packet = read_packet(registry, manifest, signature)
    found = [{"name": name, "bytes": len(body), "sha256": sha256(body)} for name, body in pieces]
    if found != packet["pieces"]:
        raise Refused("bad-piece")
    return packet, pieces


def read_packet(registry, manifest, signature):
    name = named_device(manifest)
    device = registry.devices.get(name)
    if device is None or not is_signed("packet", manifest, signature, public_key(device)):
        raise Refused("bad-signature")
    packet = read_document(manifest, PACKET)
    if packet["device"] != name:
        raise Refused("malformed")
    return packet


def check_origin(registry, sender, packet, entry):
    """The very same packet has its own reason, so only another packet makes a visit a duplicate."""
    device = registry.devices[packet["device"]]
    if packet["device"] != sender:
        raise Refused("other-device")
    if packet["school"] not in (device["school"], *device.get("before", ())):
        raise Refused("wrong-school")
    earlier = registry.visits.get(packet["id"])
    if earlier is not None:
        raise Refused("replayed" if earlier == entry["sha256"] else "duplicate-id")


def open_pieces(registry, pieces):
    try:
        opened = {name: open_age_file(body, registry.identity) for name, body in pieces}
        parse_json(opened["person.json.age"])
    except (CannotOpen, ValueError, RecursionError) as broken:
        raise Refused("cannot-open") from broken


def public_key(device):
    return base64.b64decode(device["publicKey"])


def judge_vectors(folder):
    """Every vector meets a registry without a past; the expected verdict only travels beside the own."""
    index = json.loads((folder / "index.json").read_bytes())
    devices = {device["device"]: {"alg": ALGORITHM, **device} for device in index["devices"]}
    identity = read_identity(index["identity"])
    for vector in index["packets"]:
        path = folder / vector["file"]
        entry = {"sha256": sha256(path.read_bytes()), "bytes": path.stat().st_size}
        verdict = judge_packet(Registry(devices, identity), index["own"], entry, read_copy(path))
        yield vector["name"], vector["verdict"], verdict
    for vector in index["batches"]:
        verdict = judge_batch(Registry(devices, identity), folder / vector["folder"])
        yield vector["name"], (vector["verdict"], vector.get("rejected", {})), verdict


def report_vectors(folder):
    total = alike = 0
    for name, expected, verdict in judge_vectors(folder):
        total += 1
        alike += verdict == expected
        if verdict != expected:
            print(f"{name}: expected {expected}, judged {verdict}")
    print(f"reader: {alike} of {total} vectors judged alike")
    return alike == total


def report_page(page):
    total = verified = 0
    for title, is_right in judge_examples(page.read_text(encoding="utf-8")):
        total += 1
        verified += is_right
        if not is_right:
            print(f"{title}: the example does not verify")
    print(f"page: {verified} examples verified")
    return verified == total


def main():
    parser = argparse.ArgumentParser(description="Judges the vectors of FORMATS.md from the page alone.")
    parser.add_argument("vectors", type=Path)
    parser.add_argument("--page", type=Path)
    arguments = parser.parse_args()
    is_page_right = report_page(arguments.page) if arguments.page else True
    are_alike = report_vectors(arguments.vectors)
    sys.exit(0 if is_page_right and are_alike else 1)


if __name__ == "__main__":
    main()
