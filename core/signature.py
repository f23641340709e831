"""The signature by which a database knows again what it has given out."""

import hashlib
import hmac


def signature(said: str, secret: str, length: int) -> str:
    """The first ``length`` hex digits (4 bits each) of the signature under ``said``.

    :raises ValueError: names secret
    """
    if not secret:
        raise ValueError("secret: empty")
    return hmac.new(secret.encode(), said.encode(), hashlib.sha256).hexdigest()[:length]
