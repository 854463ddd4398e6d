"""What drf-spectacular cannot find out by itself."""

from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.generators import SchemaGenerator

PROBLEMS = {
    "401": "No valid key",
    "403": "The key lacks the scope, or the rules are not accepted",
    "404": "Nothing here, or not open to you",
    "429": "Too many requests; see `Retry-After`",
}
OF_UPLOADS = {
    "409": "Sent before; `submission` says as which",
    "413": "The file is too large",
    "422": "Refused: the detail says why and what to do",
}
SHAPE = {
    "type": "object",
    "description": "RFC 9457",
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "remedy": {"type": "string", "description": "What to do about it."},
    },
    "required": ["detail", "remedy", "status", "title", "type"],
}


class KeyScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    target_class = "competition.api.authentication.KeyAuthentication"
    name = ["keyAsPassword", "keyAsBearer"]

    def get_security_definition(self, auto_schema: Any) -> list[dict[str, str]]:
        return [
            {"type": "http", "scheme": "basic", "description": "Your username, and the key as the password."},
            {"type": "http", "scheme": "bearer", "description": "The key alone."},
        ]

    def get_security_requirement(self, auto_schema: Any) -> list[dict[str, list[str]]]:
        """Either, not both."""
        return [{name: []} for name in self.name]


def add_problems(result: dict[str, Any], generator: SchemaGenerator, **kwargs: Any) -> dict[str, Any]:
    """Every operation may answer with a problem; written once here rather than beside each."""
    result["components"].setdefault("schemas", {})["Problem"] = SHAPE
    for operations in result["paths"].values():
        for operation in operations.values():
            problems = PROBLEMS | (OF_UPLOADS if "requestBody" in operation else {})
            for code, description in sorted(problems.items()):
                operation["responses"][code] = {
                    "description": description,
                    "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
                }
    return result
