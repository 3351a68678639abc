"""Opens an age file (age-encryption.org/v1, binary) that was sealed for an X25519 identity."""

import base64
import binascii
import hashlib
import hmac
import re

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

VERSION_LINE = b"age-encryption.org/v1\n"
MAC_PREFIX = b"---"
STANZA = re.compile(rb"-> ([!-~]+(?: [!-~]+)*)\n((?:[A-Za-z0-9+/]{64}\n)*[A-Za-z0-9+/]{0,63}\n)")
MAC_LINE = re.compile(rb"--- ([A-Za-z0-9+/]{43})\n")
CHUNK_BYTES = 64 * 1024
TAG_BYTES = 16
NONCE_BYTES = 16
FILE_KEY_BYTES = 16
KEY_BYTES = 32

BECH32_LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
BECH32_GENERATORS = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
BECH32_CHECK_LETTERS = 6
IDENTITY_PREFIX = "age-secret-key-"


class CannotOpen(Exception):
    """The file is no whole age file, or it was sealed for somebody else."""


def read_identity(text):
    """The checksum is verified, because a mistyped identity would look like a file for somebody else."""
    prefix, separator, letters = text.lower().rpartition("1")
    if text != text.upper() or not separator or prefix != IDENTITY_PREFIX:
        raise ValueError("no age identity")
    if not set(letters) <= set(BECH32_LETTERS):
        raise ValueError("a letter that Bech32 does not have")
    values = [BECH32_LETTERS.index(letter) for letter in letters]
    expanded = [ord(letter) >> 5 for letter in prefix] + [0] + [ord(letter) & 31 for letter in prefix]
    if bech32_checksum(expanded + values) != 1:
        raise ValueError("an age identity with a wrong checksum")
    return X25519PrivateKey.from_private_bytes(eight_bit_groups(values[:-BECH32_CHECK_LETTERS]))


def bech32_checksum(values):
    checksum = 1
    for value in values:
        top = checksum >> 25
        checksum = (checksum & 0x1FFFFFF) << 5 ^ value
        for position, generator in enumerate(BECH32_GENERATORS):
            checksum ^= generator if top >> position & 1 else 0
    return checksum


def eight_bit_groups(values):
    """The bits left over at the end are padding, which Bech32 wants to be short and zero."""
    bits = "".join(f"{value:05b}" for value in values)
    whole = len(bits) // 8 * 8
    if len(bits) - whole >= 5 or "1" in bits[whole:]:
        raise ValueError("an age identity with wrong padding")
    return bytes(int(bits[start : start + 8], 2) for start in range(0, whole, 8))


def open_age_file(sealed, identity):
    """The header is authenticated before a byte of the payload is opened."""
    stanzas, header, code, payload = split_header(sealed)
    file_key = unwrap_file_key(stanzas, identity)
    header_key = derive_key(file_key, b"", b"header")
    if not hmac.compare_digest(hmac.new(header_key, header, hashlib.sha256).digest(), code):
        raise CannotOpen("the header is not authentic")
    nonce, chunks = payload[:NONCE_BYTES], payload[NONCE_BYTES:]
    if len(nonce) != NONCE_BYTES:
        raise CannotOpen("the nonce is cut off")
    return open_payload(chunks, derive_key(file_key, nonce, b"payload"))


def split_header(sealed):
    if not sealed.startswith(VERSION_LINE):
        raise CannotOpen("the version line is missing")
    stanzas, position = [], len(VERSION_LINE)
    while match := STANZA.match(sealed, position):
        stanzas.append((match[1].split(b" "), decode_base64(match[2].replace(b"\n", b""))))
        position = match.end()
    end = MAC_LINE.match(sealed, position)
    if not stanzas or not end:
        raise CannotOpen("the header is broken")
    return stanzas, sealed[: position + len(MAC_PREFIX)], decode_base64(end[1]), sealed[end.end() :]


def decode_base64(text):
    """Base64 without padding has one spelling only: bits that nobody needs must be zero."""
    try:
        decoded = base64.b64decode(text + b"=" * (-len(text) % 4), validate=True)
    except binascii.Error as broken:
        raise CannotOpen("no base64") from broken
    if base64.b64encode(decoded).rstrip(b"=") != text:
        raise CannotOpen("base64 in another spelling")
    return decoded


def unwrap_file_key(stanzas, identity):
    """A stanza that does not open is for another recipient; a malformed one spoils the file."""
    if len(stanzas) > 1 and any(arguments[0] == b"scrypt" for arguments, _ in stanzas):
        raise CannotOpen("a passphrase has to be the only recipient")
    for arguments, body in stanzas:
        if arguments[0] != b"X25519":
            continue
        share = decode_base64(arguments[1]) if len(arguments) == 2 else b""
        if len(share) != KEY_BYTES or len(body) != FILE_KEY_BYTES + TAG_BYTES:
            raise CannotOpen("an X25519 stanza is broken")
        try:
            return ChaCha20Poly1305(wrap_key(share, identity)).decrypt(bytes(12), body, None)
        except InvalidTag:
            continue
    raise CannotOpen("no stanza is for this identity")


def wrap_key(share, identity):
    try:
        shared = identity.exchange(X25519PublicKey.from_public_bytes(share))
    except ValueError as low_order:
        raise CannotOpen("the share gives no secret") from low_order
    recipient = identity.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    return derive_key(shared, share + recipient, b"age-encryption.org/v1/X25519")


def derive_key(secret, salt, purpose):
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=salt, info=purpose).derive(secret)


def open_payload(chunks, key):
    """Every chunk but the last is full, and only an empty text has an empty last chunk."""
    cipher, size = ChaCha20Poly1305(key), CHUNK_BYTES + TAG_BYTES
    count = max(1, -(-len(chunks) // size))
    texts = []
    for number in range(count):
        last = number == count - 1
        nonce = number.to_bytes(11, "big") + bytes([last])
        try:
            texts.append(cipher.decrypt(nonce, chunks[number * size : (number + 1) * size], None))
        except InvalidTag as broken:
            raise CannotOpen("a chunk of the payload is broken") from broken
    if count > 1 and not texts[-1]:
        raise CannotOpen("the last chunk is empty")
    return b"".join(texts)
