"""Says what Ansible makes of inventories: a question a line on stdin (JSON), an answer a line on stdout.

All are answered by one process, as loading Ansible takes most of a second. No host is contacted. Configuration and environment are those of this process.
"""
import json
import os
import sys

from ansible import context
from ansible.cli.inventory import InventoryCLI
from ansible.inventory.manager import InventoryManager
from ansible.module_utils.common.collections import ImmutableDict
from ansible.parsing.dataloader import DataLoader
from ansible.parsing.vault import VaultSecret
from ansible.utils.display import Display
from ansible.vars.manager import VariableManager

BASE = dict(yaml=False, toml=False, export=False, show_vars=False, basedir=None, output_file=None, extra_vars=(), verbosity=0)


def levels(group):
    """A group's descendants, level by level. Ansible goes through a level in the order of a set of objects: in no order."""
    seen, level, found = [group], [group], []
    while level:
        found.append(level)
        after = []
        for inner in level:
            for child in inner.child_groups:
                if child not in seen and child not in after:
                    after.append(child)
        seen += after
        level = after
    return found


def settled(group):
    """Whether Ansible gives the group's hosts in one order only: whether each level but the first two has one parent with hosts."""
    def holds(inner):
        return bool(inner.hosts) or any(holds(child) for child in inner.child_groups)
    return all(sum(1 for inner in level if any(holds(child) for child in inner.child_groups)) < 2 for level in levels(group)[1:])


def answer(question):
    warnings = []
    Display.warning = lambda self, msg, formatted=False: warnings.append(msg)
    Display.display = lambda self, msg, *rest, **more: None
    os.chdir(question.get('cwd') or '.')
    options = dict(BASE, basedir=question.get('playbookDir'), inventory=question['sources'], extra_vars=tuple(question.get('extraVars', ())))
    context.CLIARGS = ImmutableDict(options)
    loader = DataLoader()
    if question.get('playbookDir'):
        loader.set_basedir(question['playbookDir'])
    loader.set_vault_secrets([('default', VaultSecret(word.encode())) for word in question.get('vaultPasswords', [])])
    cli = InventoryCLI(['ansible-inventory', '--list'])
    cli.loader = loader
    cli.inventory = InventoryManager(loader=loader, sources=question['sources'])
    cli.vm = VariableManager(loader=loader, inventory=cli.inventory)

    def printed(**changed):
        context.CLIARGS = ImmutableDict(dict(options, **changed))
        top = cli._get_group('all')
        return cli.dump(cli.yaml_inventory(top) if changed.get('yaml') else cli.json_inventory(top))

    def graph(**changed):
        context.CLIARGS = ImmutableDict(dict(options, pattern='all', **changed))
        return cli.inventory_graph()

    def matched(pattern, limit):
        try:
            cli.inventory.subset(limit)
            return {'hosts': [str(host) for host in cli.inventory.list_hosts(pattern)]}
        except Exception as error:
            return {'error': str(error)}

    parsed = len(warnings)
    printers = {
        'list': lambda: printed(),
        'export': lambda: printed(export=True),
        'yaml': lambda: printed(yaml=True),
        'graph': lambda: graph(),
        'graphVars': lambda: graph(show_vars=True),
    }
    result = {
        'printed': {name: printers[name]() for name in question.get('print', ['list'])},
        'groups': {name: [host.name for host in group.get_hosts()] for name, group in cli.inventory.groups.items()},
        'settled': {name: settled(group) for name, group in cli.inventory.groups.items()},
        'patterns': [],
    }
    for pattern in question.get('patterns', []):
        del warnings[parsed:]
        words = pattern if isinstance(pattern, list) else [pattern, None]
        result['patterns'].append(dict(matched(*words), warnings=warnings[parsed:]))
    del warnings[parsed:]
    return dict(result, warnings=warnings)


def said(question):
    """An answer that owes nothing to the questions before: Ansible remembers where it found files of variables."""
    here = os.getcwd()
    try:
        vars_plugin = sys.modules.get('ansible.plugins.vars.host_group_vars')
        if vars_plugin:
            vars_plugin.FOUND.clear()
        return answer(question)
    except BaseException as error:
        return {'error': '%s: %s' % (type(error).__name__, error)}
    finally:
        os.chdir(here)


for line in sys.stdin:
    sys.stdout.write(json.dumps(said(json.loads(line)), default=str) + '\n')
    sys.stdout.flush()
