import { afterEach, beforeEach, expect, test } from 'vitest';
import { isRoot } from '../../is-root.ts';
import { done, openSeveral } from './node.ts';

let node: Awaited<ReturnType<typeof openSeveral>>;
beforeEach(async () => {
  node = await openSeveral();
});
afterEach(() => node.close());

// So many are brought there by one process, but for the last.
const NEW = {
  ...{ a: 'new a', b: 'new b', c: 'new secret', e: 'new e', f: 'new f', g: 'new g', h: 'new h' },
} as const;
const FILES = Object.entries(NEW).map(([name, content]) => ({
  path: `/etc/s/${name}`,
  content,
  ...(name === 'c' ? { mode: '0640', group: 'adm' } : {}),
}));
const OLD =
  'cd /etc/s; rm -rf a .[!.]*; for f in b c e f g h; do echo "old $f" > $f; chmod 600 $f; done; rm -rf /var/lib/umctl/kept/* /var/lib/umctl/kept/.[!.]*';

/** Programs that count how often any of them is started; before start number `at` the step, its shell and that one's are killed. */
const WATCHED = `mkdir bin
for program in stat lsattr rm rmdir chown chmod sha256sum mkdir cp sync mv; do
  real=$(command -v $program) && cp "$real" "bin/$program" || continue
  cat > "bin/$program.watched" <<END
#!/bin/sh
read -r n < /run/started
echo \\$((n+1)) > /run/started
read -r at < /run/at
if [ \\$((n+1)) = \\$at ]; then
  for note in /run/umctl.*/pid /run/umctl.*/step; do read -r pid rest < \\$note && kill -9 \\$pid; done
  kill -9 \\$PPID \\$\\$
fi
exec $PWD/bin/$program "\\$@"
END
  chmod 755 "bin/$program.watched"
  mount --bind "bin/$program.watched" "$real"
done`;

/** What is in each place, and what is kept of it; nothing but \`old\` or the whole of what is new may be there. */
const LOOK = `echo 1000 > /run/at; cd /etc/s
for f in a b c e f g h; do if [ -e $f ]; then cat $f; else echo absent; fi; echo " of $f"; done
for f in .*.umctl .umctl.new .umctl.new/*; do if [ -e $f ]; then stat -c '%n %a %U:%G' $f; fi; done
cd /var/lib/umctl/kept/run-1/was/etc/s 2>/dev/null && grep '' * || :`;

test.skipIf(!isRoot)(
  'whenever all of it is killed, each file is old or new, is kept before it goes, and the next run heals it',
  async () => {
    await node.given(OLD.replace('cd', 'mkdir -p /var/lib/umctl/kept; cd'));
    await node.given(WATCHED);
    let at = 0;
    for (;;) {
      at++;
      await node.given(`echo 1000 > /run/at; ${OLD}; echo 0 > /run/started; echo ${at} > /run/at`);
      const answers = await node.write(FILES, { alone: 'exit 9' });
      await node.given('echo 1000 > /run/at');
      const found = await node.given(LOOK);
      for (const [name, content] of Object.entries(NEW)) {
        const old = name === 'a' ? 'absent\n' : `old ${name}\n`;
        const isNew = found.includes(`${content} of ${name}\n`);
        if (!isNew) expect(found, `start ${at}`).toContain(`${old} of ${name}\n`);
        if (isNew && name !== 'a') expect(found, `start ${at}`).toContain(`${name}:old ${name}\n`);
      }
      expect(found, `start ${at}`).not.toMatch(/\.c\.umctl (?!600 root:root|600 root:adm|640 root:adm)/);
      expect(found, `start ${at}`).not.toMatch(/\.umctl\.new(?! 700 root:root|\/)/);
      expect(found, `start ${at}`).not.toMatch(/\.new\/c (?!600 root:root|600 root:adm|640 root:adm)/);
      if (answers.length === FILES.length) break;
      expect(answers, `start ${at}`).toEqual([]);
      // What has arrived is not done again.
      const left = FILES.filter(({ path, content }) => !found.includes(`${content} of ${path.at(-1)}\n`));
      expect(await node.write(left, { run: 'run-2' })).toEqual(left.map((_, i) => done(i)));
      const more = left.length > 0 ? 'ls -d /var/lib/umctl/kept/.part /run/umctl.* 2>/dev/null || :' : '';
      expect(await node.given(`ls -A /etc/s; cat /etc/s/*; ${more}`), `start ${at}`).toBe(
        `${Object.keys(NEW).join('\n')}\n${Object.values(NEW).join('')}`,
      );
    }
    expect(at).toBeGreaterThan(12);
  },
);
