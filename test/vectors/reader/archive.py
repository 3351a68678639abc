"""The ustar archive of a packet, in the only spelling that the page allows."""

import re

BLOCK_BYTES = 512
MOST_NAME_BYTES = 100
NAME = re.compile(rb"[a-z0-9.-]+")
SIZE = re.compile(rb"[0-7]{11}")
SIZE_FIELD = slice(124, 136)
NO_CHECKSUM = b" " * 8


class BadArchive(Exception):
    """The bytes are not exactly those that a kiosk would have written."""


def read_archive(content):
    """The result is the files as pairs of name and bytes, since their order counts."""
    files, names, position = [], set(), 0
    while (header := content[position : position + BLOCK_BYTES]) != bytes(BLOCK_BYTES):
        name, size = read_header(header)
        body = content[position + BLOCK_BYTES : position + BLOCK_BYTES + padded(size)]
        if name in names or len(body) != padded(size) or any(body[size:]):
            raise BadArchive(name)
        files.append((name, body[:size]))
        names.add(name)
        position += BLOCK_BYTES + padded(size)
    if content[position:] != bytes(2 * BLOCK_BYTES):
        raise BadArchive("the end is not two blocks of zeros")
    return files


def read_header(header):
    """The header is made again from its name and size, so that no field of it needs a rule of its own."""
    name = header[:MOST_NAME_BYTES].rstrip(b"\0")
    size = header[SIZE_FIELD].rstrip(b"\0")
    if not NAME.fullmatch(name) or not SIZE.fullmatch(size):
        raise BadArchive("no name or no size")
    name, size = name.decode(), int(size, 8)
    if make_header(name, size) != header:
        raise BadArchive("a header in another spelling")
    return name, size


def make_header(name, size):
    name_and_owner = name.encode().ljust(MOST_NAME_BYTES, b"\0") + b"0000644\0" + b"0000000\0" * 2
    before = name_and_owner + b"%011o\0" % size + b"%011o\0" % 0
    after = b"0" + bytes(100) + b"ustar\0" + b"00" + bytes(247)
    checksum = b"%06o\0 " % sum(before + NO_CHECKSUM + after)
    return before + checksum + after


def make_archive(files):
    blocks = [make_header(name, len(body)) + body.ljust(padded(len(body)), b"\0") for name, body in files]
    return b"".join(blocks) + bytes(2 * BLOCK_BYTES)


def padded(size):
    return -(-size // BLOCK_BYTES) * BLOCK_BYTES
