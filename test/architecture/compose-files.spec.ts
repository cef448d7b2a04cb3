import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CORE_SCHEMA, load, mergeTag } from 'js-yaml';
import { Environment, readEnvironment } from '../../src/services/environment';

const ROOT = join(__dirname, '../..');
const FILES = ['docker-compose.yml', 'docker-compose.cluster.yml'];

interface Service {
  readonly image?: string;
  readonly user?: string;
  readonly entrypoint?: readonly string[];
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly healthcheck?: { readonly test?: readonly string[]; readonly disable?: boolean };
  readonly restart?: string;
  readonly mem_limit?: string;
  readonly ports?: readonly string[];
  readonly secrets?: readonly string[];
  readonly volumes?: readonly string[];
}

interface Compose {
  readonly services: Readonly<Record<string, Service>>;
  readonly volumes: Readonly<Record<string, null>>;
  readonly secrets?: Readonly<Record<string, { readonly file: string }>>;
}

const textOf = (name: string) => readFileSync(join(ROOT, name), 'utf8');
const composeOf = (name: string) => load(textOf(name), { schema: CORE_SCHEMA.withTags(mergeTag) }) as Compose;

describe.each(FILES)('%s', (name) => {
  const { services, volumes, secrets = {} } = composeOf(name);
  const all = Object.entries(services);
  /** Runs once and ends. */
  const isOneShot = ({ restart }: Service) => restart === 'no' || restart === 'on-failure';

  it.each(all)('%s waits for what there is, in a condition that it can come to', (_, { depends_on = {} }) => {
    for (const [other, { condition }] of Object.entries(depends_on)) {
      const service = services[other]!;
      expect(service).toBeDefined();
      if (condition === 'service_healthy') expect(service.healthcheck?.test?.[0]).toBe('CMD');
      else expect([condition, isOneShot(service)]).toEqual(['service_completed_successfully', true]);
    }
  });

  it.each(all)('%s has an image with its version, and starts again after a failure', (service, given) => {
    const { image, restart, mem_limit, healthcheck } = given;
    if (image !== 'holdings-ledger') expect(image).toMatch(/:(\$\{[^}]+:)?[^:}]*\d+[^:]*$/);
    if (isOneShot(given)) return;
    expect({ restart, mem_limit }).toEqual({ restart: 'unless-stopped', mem_limit: expect.any(String) });
    // The application's image has its own health check.
    if (service !== 'holdings') expect(healthcheck).toBeDefined();
  });

  it('names each volume and secret where it is declared, and uses each', () => {
    const mounted = all
      .flatMap(([, service]) => service.volumes ?? [])
      .map((volume) => volume.split(':')[0]!);
    const named = mounted.filter((source) => !source.startsWith('.'));
    expect([...new Set(named)].sort()).toEqual(Object.keys(volumes).sort());
    const used = all.flatMap(([, service]) => service.secrets ?? []);
    expect([...new Set(used)].sort()).toEqual(Object.keys(secrets).sort());
  });

  it('opens ports to this machine only', () => {
    for (const port of all.flatMap(([, { ports = [] }]) => ports)) expect(port).toMatch(/^127\.0\.0\.1:/);
  });

  it('gives the application settings that it knows and can use', () => {
    const { environment = {}, entrypoint = [] } = services.holdings!;
    const exported = [...entrypoint.join('\n').matchAll(/^export (\w+)="(.*)"$/gm)];
    const folder = mkdtempSync(join(tmpdir(), 'compose-'));
    try {
      const authority = join(folder, 'ca.crt');
      writeFileSync(authority, '');
      const given = {
        ...Object.fromEntries(Object.entries(environment).map(([key, value]) => [key, interpolated(value)])),
        ...Object.fromEntries(
          exported.map(([, key = '', value = '']) => [
            key,
            value.replace(/\$\$\(cat [^)]+\)/, 'secret').replace('/ca/ca.crt', authority),
          ]),
        ),
      };
      expect(Object.keys(new Environment())).toEqual(expect.arrayContaining(Object.keys(given)));
      expect(readEnvironment(given)).toMatchObject(given);
      const { EVENTSTORE_URL, DATABASE_URL } = readEnvironment(given);
      for (const url of [EVENTSTORE_URL, DATABASE_URL])
        expect(services).toHaveProperty(hostOf(url, services));
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('asks for no setting that docs/deployment.md does not tell', () => {
    const docs = textOf('docs/deployment.md');
    const asked = [...textOf(name).matchAll(/\$\{(\w+)/g)].map(([, variable]) => variable!);
    for (const variable of asked) expect(docs).toContain(variable);
    for (const { file } of Object.values(secrets)) expect(docs).toContain(file.replace('./', ''));
  });
});

it('docs/deployment.md tells every setting of the application', () => {
  const docs = textOf('docs/deployment.md');
  for (const variable of Object.keys(new Environment())) expect(docs).toContain(`\`${variable}\``);
});

it('the cluster has three nodes that know each other, each with a certificate of its own name', () => {
  const { services } = composeOf('docker-compose.cluster.yml');
  const nodes = Object.keys(services).filter((name) => /^es\d$/.test(name));
  expect(nodes).toHaveLength(3);
  const making = services.certificates!.command!.join('\n');
  expect(making).toContain(`for node in ${nodes.join(' ')}; do`);
  for (const node of nodes) {
    const others = nodes.filter((other) => other !== node).map((other) => `${other}:2113`);
    expect(services[node]!.environment).toMatchObject({
      EVENTSTORE_CLUSTER_SIZE: String(nodes.length),
      EVENTSTORE_GOSSIP_SEED: others.join(','),
      EVENTSTORE_NODE_HOST_ADVERTISE_AS: node,
      EVENTSTORE_REPLICATION_HOST_ADVERTISE_AS: node,
      EVENTSTORE_CERTIFICATE_FILE: `/certs/${node}/node.crt`,
      EVENTSTORE_CERTIFICATE_PRIVATE_KEY_FILE: `/certs/${node}/node.key`,
    });
    expect(services[node]!.environment).not.toHaveProperty('EVENTSTORE_INSECURE');
  }
});

/** What stands for `${NAME:-this}`. */
function interpolated(value: string): string {
  return value.replace(/\$\{\w+:-([^}]*)\}/g, '$1');
}

/** The service behind a URL's host: by its name, or by the name that several services share. */
function hostOf(url: string, services: Compose['services']): string {
  const host = /(?:@|:\/\/)([a-z][a-z0-9]*):\d+/.exec(url.replace(/\/\/[^@/]*@/, '//'))![1]!;
  return host === 'eventstore' && !(host in services) ? 'es1' : host;
}
