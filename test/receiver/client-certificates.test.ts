import { listen } from '../../src/receiver/receiver';
import { make, type Made, type Recipe } from '../helpers/made-certificates';
import { entriesOf, send, startTestReceiver } from '../helpers/receiver';

const CLIENT: Recipe = { cn: 'sender', names: ['DNS:sender'], purposes: ['clientAuth'] };

/** What the client shows, and what its refusal must say. */
interface Case {
  readonly title: string;
  readonly client: (ours: Made) => Promise<Pick<Made, 'cert' | 'key'>>;
  readonly says: readonly string[];
}

const CASES: readonly Case[] = [
  {
    title: 'of another CA',
    client: async () => make({ ...CLIENT, issuer: await make({ cn: 'Foreign' }) }),
    says: [
      'The client certificate of "CN=sender" is signed by "CN=Foreign", not by the CA of --client-ca ("CN=Ours")',
      'or name "CN=Foreign" in its place',
    ],
  },
  {
    title: 'of another CA, sent along',
    client: async () => {
      const foreign = await make({ cn: 'Foreign' });
      const { cert, key } = await make({ ...CLIENT, issuer: foreign });
      return { cert: cert + foreign.cert, key };
    },
    says: ['its chain does not end at the CA of --client-ca ("CN=Ours")', '"CN=Foreign"'],
  },
  {
    title: 'of a CA of the same name',
    client: async () => make({ ...CLIENT, issuer: await make({ cn: 'Ours' }) }),
    says: ['the CA of --client-ca has the same name and another key'],
  },
  {
    title: 'that signed itself',
    client: async () => make(CLIENT),
    says: ['The client certificate of "CN=sender" is self-signed'],
  },
  {
    title: 'that has expired',
    client: async (ours) => make({ ...CLIENT, issuer: ours, from: -9, to: -1 }),
    says: ['The client certificate of "CN=sender", issued by "CN=Ours", expired on '],
  },
  {
    title: 'that is not valid yet',
    client: async (ours) => make({ ...CLIENT, issuer: ours, from: 2 }),
    says: ['is not valid yet: it begins on '],
  },
  {
    title: 'for servers',
    client: async (ours) => make({ ...CLIENT, issuer: ours, purposes: ['serverAuth'] }),
    says: [
      'is for serverAuth and not for clientAuth (extended key usage); issue one for TLS clients',
    ],
  },
  {
    title: 'below an intermediate that it does not send',
    client: async (ours) => make({ ...CLIENT, issuer: await make({ cn: 'Inter', issuer: ours }) }),
    says: ['is signed by "CN=Inter"', 'have the sender send its certificate too'],
  },
];

describe('a receiver that asks for client certificates', () => {
  describe.each(['TLSv1.2', 'TLSv1.3'] as const)('over %s', (version) => {
    test.each(CASES)('says why it refuses one $title', async ({ client, says }) => {
      const ours = await make({ cn: 'Ours' });
      await using receiver = await startTestReceiver({}, { clientCa: ours.cert });
      const { cert, key } = await client(ours);

      await expect(send(receiver, '[]', { cert, key, maxVersion: version })).rejects.toThrow();

      const trouble = await receiver.nextTrouble();
      expect(trouble).toMatchObject({
        kind: 'tls',
        remoteAddress: expect.stringMatching(/\S/) as string,
      });
      for (const part of says) expect(trouble.message).toContain(part);
      expect(trouble.message).not.toContain('hung up');
      expect(await entriesOf(receiver.journal)).toMatchObject([
        {
          id: trouble.entry,
          kind: 'handshake',
          verdict: 'refused',
          tlsVersion: version,
          answer: { status: 0, reason: trouble.message },
        },
      ]);
    });
  });

  test('says what is missing when its own CA is an intermediate', async () => {
    const root = await make({ cn: 'Root' });
    const inter = await make({ cn: 'Inter', issuer: root });
    await using receiver = await startTestReceiver({}, { clientCa: inter.cert });
    const { cert, key } = await make({ ...CLIENT, issuer: inter });

    await expect(send(receiver, '[]', { cert, key })).rejects.toThrow();

    expect((await receiver.nextTrouble()).message).toContain(
      'the CA of --client-ca, "CN=Inter", is itself signed by "CN=Root": add the certificate of "CN=Root"',
    );
  });

  test('still blames a sender that does hang up', async () => {
    const ours = await make({ cn: 'Ours' });
    await using receiver = await startTestReceiver({}, { clientCa: ours.cert });
    const { cert, key } = await make({ ...CLIENT, issuer: ours });
    const stranger = await make({ cn: 'Stranger' });

    const untrusting = send({ port: receiver.port, ca: stranger.cert }, '[]', { cert, key });

    await expect(untrusting).rejects.toThrow();
    expect((await receiver.nextTrouble()).message).toMatch(/hung up/);
    expect(await entriesOf(receiver.journal)).toEqual([]);
  });

  test('reads its CA at the start', async () => {
    const { cert, key } = await make({ names: ['DNS:localhost'] });
    const certificate = { cert, key, clientCa: 'no certificate' };
    await using receiver = await startTestReceiver();

    const starting = listen({ certificate, journal: receiver.journal }, { port: 0 });

    await expect(starting).rejects.toMatchObject({ code: 'WST_CERTIFICATE' });
  });
});
