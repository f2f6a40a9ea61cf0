"""Says what Ansible makes of the variables of all hosts, with their templates filled in: a question a line on stdin (JSON), an answer
a line on stdout. Facts are not gathered, and no host is contacted.
"""
import json
import os
import sys

from ansible.inventory.manager import InventoryManager
from ansible.parsing.dataloader import DataLoader
from ansible.template import Templar
from ansible.utils.display import Display
from ansible.utils.vars import load_extra_vars
from ansible.vars.hostvars import HostVars
from ansible.vars.manager import VariableManager
from ansible import context
from ansible.module_utils.common.collections import ImmutableDict

Display.warning = lambda self, msg, formatted=False: None
Display.deprecated = lambda self, *rest, **more: None


def answer(question):
    os.chdir(question['cwd'])
    loader = DataLoader()
    loader.set_basedir(question['cwd'])
    context.CLIARGS = ImmutableDict(extra_vars=tuple(question.get('extraVars', ())), inventory=question['sources'])
    load_extra_vars.extra_vars = {}
    inventory = InventoryManager(loader=loader, sources=question['sources'])
    manager = VariableManager(loader=loader, inventory=inventory)
    hostvars = HostVars(inventory=inventory, variable_manager=manager, loader=loader)
    found = {}
    for host in inventory.get_hosts():
        variables = manager.get_vars(host=host)
        variables['hostvars'] = hostvars
        templar = Templar(loader=loader, variables=variables)

        def kept(made):
            if isinstance(made, dict):
                return {key: kept(item) for key, item in made.items() if item != variables['omit']}
            return [kept(item) for item in made] if isinstance(made, (list, tuple)) else made

        def value(name):
            try:
                made = templar.template(variables[name])
                return {'omitted': True} if made == variables['omit'] else {'ok': json.loads(json.dumps(kept(made), default=str))}
            except Exception as error:
                return {'error': '%s: %s' % (type(error).__name__, error)}

        found[host.name] = {name: value(name) for name in question['names'] if name in variables}
    return found


for line in sys.stdin:
    try:
        said = answer(json.loads(line))
    except Exception as error:
        said = {'error': '%s: %s' % (type(error).__name__, error)}
    sys.stdout.write(json.dumps(said) + '\n')
    sys.stdout.flush()
