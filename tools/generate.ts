/** `npm run generate`: writes OpenAPI, AsyncAPI and the wire's fingerprint from the contract's registry. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { documents, GENERATED } from './generate/documents.ts';

mkdirSync(GENERATED, { recursive: true });
for (const [name, content] of await documents()) {
  const file = new URL(name, GENERATED);
  const same = existsSync(file) && readFileSync(file, 'utf8') === content;
  if (!same) writeFileSync(file, content);
  console.log(`${same ? 'fresh  ' : 'written'} packages/contract/generated/${name}`);
}
