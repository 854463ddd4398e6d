"""“Firefox on Windows” instead of a browser's own description of itself."""

# In this order: Edge and Opera also say Chrome, and Chrome also says Safari.
BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"))
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


def browser_name(description: str) -> str:
    browser = next((name for sign, name in BROWSERS if sign in description), "")
    system = next((name for sign, name in SYSTEMS if sign in description), "")
    return " on ".join(filter(None, (browser, system))) or description.partition(" ")[0] or "unknown"
