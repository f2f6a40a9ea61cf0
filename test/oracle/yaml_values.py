"""Says what Ansible's reader makes of texts: a text a line on stdin (JSON), a value a line on stdout, with its types."""
import datetime
import json
import sys

from ansible.parsing.utils.yaml import from_yaml
from ansible.parsing.yaml.objects import AnsibleVaultEncryptedUnicode
from ansible.utils.display import Display

# Aliases may multiply a text to more values than there is memory for, and may lead back into themselves.
MOST_VALUES = 100000
DEEPEST = 150


def typed(value, left, depth=0):
    left[0] -= 1
    if left[0] < 0 or depth > DEEPEST:
        raise RecursionError('too many values')
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, AnsibleVaultEncryptedUnicode):
        return {'vault': value._ciphertext.decode()}
    if isinstance(value, str):
        return str(value)
    if isinstance(value, (int, float)):
        return {'number': json.dumps(value)}
    if isinstance(value, (datetime.date, datetime.datetime)):
        return value.isoformat()
    if isinstance(value, list):
        return [typed(item, left, depth + 1) for item in value]
    if isinstance(value, dict):
        return {'map': [[name(key), typed(item, left, depth + 1)] for key, item in value.items()]}
    return {'unknown': repr(type(value))}


def name(key):
    if isinstance(key, str):
        return str(key)
    return key.isoformat() if isinstance(key, datetime.date) else json.dumps(key)


Display.warning = lambda self, msg, formatted=False: None
for line in sys.stdin:
    try:
        answer = {'value': typed(from_yaml(json.loads(line)), [MOST_VALUES])}
    except Exception as error:
        answer = {'error': str(error)}
    sys.stdout.write(json.dumps(answer) + '\n')
    sys.stdout.flush()
