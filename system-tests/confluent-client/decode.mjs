// Reads topics from the beginning and decodes every record with Confluent's client.
// usage: node decode.mjs BOOTSTRAP REGISTRY_CCOMPAT_URL TOPIC...
// Prints one JSON line per topic: {"topic", "records", "names": {recordName: count}}; exits 1 when a record fails.
import { AvroDeserializer, SchemaRegistryClient, SerdeType } from '@confluentinc/schemaregistry';
import kafkajs from 'kafkajs';
import lz4 from 'lz4js';

const { CompressionCodecs, CompressionTypes, Kafka, logLevel } = kafkajs;
CompressionCodecs[CompressionTypes.LZ4] = () => ({
  compress: async () => { throw new Error('this client only reads'); },
  decompress: async (bytes) => Buffer.from(lz4.decompress(bytes)),
});

const [bootstrap, registryUrl, ...topics] = process.argv.slice(2);
const registry = new SchemaRegistryClient({ baseURLs: [registryUrl] });
const deserializer = new AvroDeserializer(registry, SerdeType.VALUE, {
  subjectNameStrategy: (topic, _serde, schema) => (schema ? `${topic}-${recordName(schema)}` : undefined),
});
const kafka = new Kafka({ brokers: [bootstrap], clientId: 'confluent-client-test', logLevel: logLevel.ERROR });

function recordName(schema) {
  const parsed = JSON.parse(schema.schema);
  return `${parsed.namespace}.${parsed.name}`;
}

async function decodeTopic(topic) {
  const admin = kafka.admin();
  await admin.connect();
  const offsets = await admin.fetchTopicOffsets(topic);
  await admin.disconnect();
  const left = new Map(offsets.filter((o) => BigInt(o.high) > BigInt(o.low)).map((o) => [o.partition, BigInt(o.high)]));
  const names = {};
  let records = 0;
  if (left.size === 0) return { topic, records, names };
  const consumer = kafka.consumer({ groupId: `confluent-client-test-${Date.now()}-${topic}`, readUncommitted: false });
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  await new Promise((resolve, reject) => {
    consumer.run({
      eachBatch: async ({ batch }) => {
        for (const message of batch.messages) {
          try {
            const value = await deserializer.deserialize(topic, message.value);
            if (!value.meta) throw new Error('decoded without meta');
            const name = message.headers['waybill-record'].toString();
            names[name] = (names[name] ?? 0) + 1;
            records++;
          } catch (e) {
            reject(new Error(`${topic}/${batch.partition}@${message.offset}: ${e.message}`));
          }
        }
        // The last offset of a transactional topic is a control record: the batch still tells it.
        if (BigInt(batch.lastOffset()) + 2n >= (left.get(batch.partition) ?? 0n)) left.delete(batch.partition);
        if (left.size === 0) resolve();
      },
    }).catch(reject);
    setTimeout(() => reject(new Error(`${topic}: not at the end after 60 s, left ${[...left]}`)), 60_000).unref();
  });
  await consumer.disconnect();
  return { topic, records, names };
}

try {
  for (const topic of topics) console.log(JSON.stringify(await decodeTopic(topic)));
  process.exit(0);
} catch (e) {
  console.error(e.message);
  process.exit(1);
}
