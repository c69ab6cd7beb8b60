import os

import requests

HEADERS = {"Authorization": f"Bearer {os.environ['UNKEY_ROOT_KEY']}"}


def is_valid(key: str) -> bool:
    response = requests.post(
        "https://api.unkey.com/v2/keys.verifyKey",
        headers=HEADERS,
        json={"key": key, "permissions": "documents.read AND (documents.write OR admin)"},
    )
    return response.json()["data"]["valid"]


def usage() -> list:
    response = requests.post(
        "https://api.unkey.com/v2/analytics.getVerifications",
        headers=HEADERS,
        json={"query": "SELECT outcome, count(*) AS total FROM key_verifications_v1 GROUP BY outcome"},
    )
    return response.json()["data"]
