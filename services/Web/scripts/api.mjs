// Makes shared/api/schema.ts, the types of what the services take and answer, from their own description:
//   npm run api [-- http://127.0.0.1:5080 | openapi.json]
import { readFile, writeFile } from 'node:fs/promises';

const source = process.argv[2] ?? 'http://127.0.0.1:5080';
const description = JSON.parse(source.startsWith('http') ? await (await fetch(new URL('/openapi/v1.json', source))).text() : await readFile(source, 'utf8'));

const comment = (text, indent = '') => (text ? `${indent}/** ${text.replaceAll('*/', '* /').replaceAll('\n', ' ')} */\n` : '');
const name = (reference) => reference.split('/').pop();

function typeOf(schema, indent) {
  if (!schema || Object.keys(schema).length === 0) return 'unknown';
  if (schema.$ref) return name(schema.$ref);
  // That it may be absent is said where it is used.
  if (schema.enum) return schema.enum.filter((value) => value !== null).map((value) => JSON.stringify(value)).join(' | ');
  const parts = schema.oneOf ?? schema.anyOf;
  if (parts) return parts.map((part) => typeOf(part, indent)).join(' | ');
  if (schema.allOf) return schema.allOf.map((part) => typeOf(part, indent)).join(' & ');
  const types = [schema.type].flat();
  // The services read numbers out of strings, too; they never write them so.
  const kinds = types.includes('integer') || types.includes('number') ? types.filter((type) => type !== 'string') : types;
  return kinds.map((kind) => oneOf(kind, schema, indent)).join(' | ');
}

function oneOf(kind, schema, indent) {
  switch (kind) {
    case 'integer': case 'number': return 'number';
    case 'boolean': return 'boolean';
    case 'string': return 'string';
    case 'null': return 'null';
    case 'array': {
      const item = typeOf(schema.items, indent);
      return item.includes(' ') ? `(${item})[]` : `${item}[]`;
    }
    case 'object': case undefined:
      if (schema.properties) return `{\n${fields(schema, `${indent}  `)}${indent}}`;
      return schema.additionalProperties ? `Record<string, ${typeOf(schema.additionalProperties, indent)}>` : 'Record<string, unknown>';
    default: throw new Error(`unknown type ${kind}`);
  }
}

function fields(schema, indent) {
  const required = new Set(schema.required ?? []);
  return Object.entries(schema.properties)
    .map(([field, type]) => `${comment(type.description, indent)}${indent}${field}${required.has(field) ? '' : '?'}: ${typeOf(type, indent)};\n`)
    .join('');
}

const rows = Object.entries(description.components.schemas).sort(([a], [b]) => (a < b ? -1 : 1)).map(([type, schema]) =>
  comment(schema.description) + (schema.properties && !schema.enum
    ? `export interface ${type} {\n${fields(schema, '  ')}}\n`
    : `export type ${type} = ${typeOf(schema, '')};\n`));
await writeFile(new URL('../shared/api/schema.ts', import.meta.url), `// Made by npm run api from the services' description. Not edited by hand.\n\n${rows.join('\n')}`);
console.log(`${rows.length} types`);
