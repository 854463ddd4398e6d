"""A university's sign-in server, on this machine: the edge of the network."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import jwt


class University(ThreadingHTTPServer):
    person: dict[str, Any] = {}

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def answer(self, path: str) -> dict[str, Any]:
        if path == "/token":
            claims = {**self.person, "iss": self.address, "aud": "holdout", "exp": 4_000_000_000}
            id_token = jwt.encode(claims, "a secret of the university, long enough", algorithm="HS256")
            return {"access_token": "abc", "token_type": "Bearer", "id_token": id_token}
        if path == "/userinfo":
            return self.person
        names = {"authorization_endpoint": "authorize", "token_endpoint": "token", "userinfo_endpoint": "userinfo"}
        addresses = {name: f"{self.address}/{path}" for name, path in names.items()}
        return addresses | {"issuer": self.address, "jwks_uri": f"{self.address}/keys"}


class Answers(BaseHTTPRequestHandler):
    server: University

    def do_GET(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        body = json.dumps(self.server.answer(self.path)).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_GET  # noqa: N815

    def log_message(self, format: str, *args: Any) -> None:
        pass


@contextmanager
def university() -> Iterator[University]:
    server = University(("127.0.0.1", 0), Answers)
    thread = Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()
