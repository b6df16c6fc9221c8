"""The only door to the network: it goes where the user said, and takes no more than it asked for.

Redirects are not followed, an answer has a largest size and a latest moment, and a key never leaves in the clear.
httpx and tenacity are loaded when first used: `pip install 'pactwatch[endpoint]'`.
"""

import ipaddress
import json
import time
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from .nouns import Bad

LARGEST = 2_000_000  # bytes of an answer
PATIENCE = 120.0  # seconds for one answer, first byte to last
TRIES = 3
AGAIN = frozenset((408, 425, 429, 500, 502, 503, 504))  # worth another try


class Passing(Exception):
    """A fault that may pass: no answer, or the server says that it is busy."""


def loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def address(url: str, key: str) -> str:
    """The address, if it is one that may be asked. Raises Bad for another scheme, and for a key that would travel unencrypted."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        raise Bad(f"{url}: no address; write one as http://127.0.0.1:8000/v1") from None
    if parts.scheme not in ("http", "https") or not host:
        raise Bad(f"{url}: no http or https address; write one as http://127.0.0.1:8000/v1")
    if parts.username or parts.password:
        raise Bad(f"{host}: an address holds no password; set PACTWATCH_KEY")
    if key and parts.scheme == "http" and not loopback(host):
        raise Bad(f"{url}: a key would travel in the clear; use https")
    return url


def post(url: str, row: Mapping[str, Any], key: str = "", patience: float = PATIENCE, tries: int = TRIES, pause: float = 1.0) -> bytes:
    """Sends a JSON object, returns the body of the answer.

    `patience`: seconds for each try; `pause`: seconds before the second try, doubled each time. Raises Bad in one line for everything
    that goes wrong: no answer, a status other than 200, too many bytes, too slow.
    """
    try:
        import tenacity
    except ImportError:
        raise Bad("asking an endpoint needs httpx and tenacity; pip install 'pactwatch[endpoint]'") from None
    url = address(url, key)
    again = tenacity.Retrying(stop=tenacity.stop_after_attempt(tries), wait=tenacity.wait_exponential(multiplier=pause, max=30),
                              retry=tenacity.retry_if_exception_type(Passing), reraise=True)
    try:
        return again(once, url, row, key, patience)
    except Passing as fault:
        raise Bad(f"{url}: {fault}, {tries} times; see that it runs, and try again") from None


def once(url: str, row: Mapping[str, Any], key: str, patience: float) -> bytes:
    """One try. The deadline holds for the whole answer, however slowly it drips."""
    import httpx

    end = time.monotonic() + patience
    headers = {"content-type": "application/json", "accept": "application/json", **({"authorization": f"Bearer {key}"} if key else {})}
    try:
        with (httpx.Client(timeout=patience, follow_redirects=False, trust_env=not loopback(urlsplit(url).hostname or "")) as client,
              client.stream("POST", url, content=json.dumps(row, ensure_ascii=False).encode(errors="replace"), headers=headers) as answer):
            if answer.status_code in AGAIN:
                raise Passing(f"answers HTTP {answer.status_code}")
            if answer.status_code != 200:
                raise Bad(f"{url}: answers HTTP {answer.status_code}; see address, model and key")
            body = bytearray()
            for part in answer.iter_bytes():
                body += part
                if len(body) > LARGEST:
                    raise Bad(f"{url}: answers more than {LARGEST:,} bytes; ask another endpoint")
                if time.monotonic() > end:
                    raise Passing(f"takes more than {patience:g} seconds")
            return bytes(body)
    except httpx.TimeoutException:
        raise Passing(f"takes more than {patience:g} seconds") from None
    except httpx.HTTPError as error:
        raise Passing(f"gives no answer ({type(error).__name__})") from None
    except (httpx.InvalidURL, UnicodeError, ValueError) as error:
        raise Bad(f"{url}: cannot be asked ({error}); mend the address or the key") from None
