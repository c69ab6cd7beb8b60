import os

import requests

HEADERS = {"Authorization": f"Bearer {os.environ['UNKEY_ROOT_KEY']}"}


def is_valid(key: str) -> bool:
    response = requests.post(
        "https://api.unkey.com/v2/keys.verifyKey",
        headers=HEADERS,
        json={"key": key, "permissions": "documents.read AND (documents.write"},
    )
    return response.json()["valid"]


def usage() -> list:
    response = requests.post(
        "https://api.unkey.com/v2/analytics.getVerifications",
        headers=HEADERS,
        json={"query": "SELECT count(*) AS total FROM key_verification_v1 WHERE outcome = 'VALID'"},
    )
    return response.json()["data"]
