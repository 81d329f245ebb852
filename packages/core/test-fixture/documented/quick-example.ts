// From Contiguity's documentation of its Lease resource, "Quick Example": word for word, but for the import and the key.
import { Contiguity } from '../../src/contiguity/index.js';
import { account } from './account.js';

const contiguity = new Contiguity(account);

// Find available numbers
const available = await contiguity.lease.available();

// Lease a number
const lease = await contiguity.lease.create('+1234567890');

// Send a message from your leased number
await contiguity.text.send({
  from: '+1234567890',
  to: '+19876543210',
  message: 'Hello from my leased number!'
});
