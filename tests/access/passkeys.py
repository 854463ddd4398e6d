"""A passkey as a browser would have registered it."""

import hashlib
from typing import Any

from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData

POINT = bytes(32)


def passkey(owner: str) -> dict[str, Any]:
    identity = hashlib.sha256(owner.encode()).digest()
    public_key = ES256({1: 2, 3: -7, -1: 1, -2: POINT, -3: POINT})
    flags = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.AT
    attested = AttestedCredentialData.create(bytes(16), identity, public_key)
    seen = AuthenticatorData.create(hashlib.sha256(b"localhost").digest(), flags, 0, attested)
    client = CollectedClientData.create("webauthn.create", b"challenge", "http://localhost:8000")
    return {
        "id": websafe_encode(identity),
        "rawId": websafe_encode(identity),
        "type": "public-key",
        "response": {
            "clientDataJSON": websafe_encode(client),
            "attestationObject": websafe_encode(AttestationObject.create("none", seen, {})),
        },
    }
