// From Contiguity's documentation of its Lease resource, the examples between the first and the last: word for
// word, each in braces of its own. The lease with options comes last here, after the number is free again.
import { Contiguity } from '../../src/contiguity/index.js';
import { account } from './account.js';

const contiguity = new Contiguity(account);

{
const numbers = await contiguity.lease.available();

console.log('Available numbers:', numbers);
}

{
const info = await contiguity.lease.get('+1234567890');

if (info.available) {
  console.log('Number is available for leasing');
}
}

{
const lease = await contiguity.lease.create('+1234567890');

console.log('Leased number:', lease);
}

{
const leasedNumbers = await contiguity.lease.leased();

console.log('My leased numbers:', leasedNumbers);
}

{
const details = await contiguity.lease.details('+1234567890');

console.log('Lease details:', details);
}

{
await contiguity.lease.terminate('+1234567890');

console.log('Lease terminated');
}

{
const lease = await contiguity.lease.create('+1234567890', {
  // Optional configuration
});
}
