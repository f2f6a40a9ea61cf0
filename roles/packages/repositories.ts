import { z } from 'zod';
import type { PackageRepository } from '../../src/core/package-repository.ts';

const url = z.string().regex(/^(https?|ftp|file):\/\/[^\p{C}\p{Z}"'`#\\<>[\]]+$/u, {
  error: 'expected an address such as https://packages.example/el9/, without blanks, quotes or #',
});

const word = z.string().regex(/^[\w.+~-]+$/, { error: 'expected one word, of letters, digits and . _ + ~ -' });

const common = {
  name: z.string().regex(/^[a-z0-9][a-z0-9_-]{0,39}$/, {
    error: 'expected a name of small letters, digits, - and _ (at most 40), for the files it is configured in',
  }),
  /** The public key that what it offers is signed with. */
  key: z
    .string()
    .regex(
      /^-----BEGIN PGP PUBLIC KEY BLOCK-----\n(?:[^\p{C}\p{Zl}\p{Zp}]|\n)+\n-----END PGP PUBLIC KEY BLOCK-----[ \n]*$/u,
      {
        error: 'expected a public key in ASCII armor (gpg --armor --export), on lines of its own below `key: |`',
      },
    )
    .optional(),
  /** In place of a key: what it offers is installed unchecked. */
  trusted: z.literal(true, { error: 'expected true, or nothing and a `key`' }).optional(),
};

const suites = z.strictObject({
  ...common,
  uri: url,
  suite: z.string().regex(/^[\w.+~/-]+$/, { error: 'expected a suite such as stable, or a path such as ./' }),
  components: z.array(word).default([]),
});
const baseurl = z.strictObject({ ...common, baseurl: url });

const repository = z
  .union([suites, baseurl])
  .superRefine((given, { addIssue }) => {
    const wrong = (path: string, message: string) => addIssue({ code: 'custom', path: [path], message });
    if ((given.key === undefined) === (given.trusted === undefined))
      wrong('name', 'expected a `key`, or `trusted: true` to install what it offers unchecked');
    if ('suite' in given && given.suite.endsWith('/') !== (given.components.length === 0))
      wrong('components', 'expected components such as [main] with a suite, and none with a path that ends with /');
  })
  .transform(({ trusted, ...given }): PackageRepository => given);

export const packageRepositories = {
  /** Where the hosts get packages that their distribution does not have; each takes those of the form that it knows. */
  package_repositories: z
    .array(repository)
    .superRefine((all, { addIssue }) => {
      for (const [i, one] of all.entries())
        if (all.slice(0, i).some((other) => other.name === one.name && 'uri' in other === 'uri' in one))
          addIssue({ code: 'custom', path: [i, 'name'], message: `${one.name} is the name of another one already` });
    })
    .default([]),
};
