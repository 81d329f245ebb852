// From Contiguity's documentation of its Lease resource, "Complete Workflow": word for word, but for the import and the key.
import { Contiguity } from '../../src/contiguity/index.js';
import { account } from './account.js';

const contiguity = new Contiguity(account);

async function managePhoneNumber() {
  // 1. Find available numbers
  const available = await contiguity.lease.available();
  const number = available[0];
  
  // 2. Lease a number
  console.log(`Leasing number: ${number}`);
  await contiguity.lease.create(number);
  
  // 3. Use the number
  await contiguity.text.send({
    from: number,
    to: '+19876543210',
    message: 'This message is from my leased number!'
  });
  
  // 4. Check lease details
  const details = await contiguity.lease.details(number);
  console.log('Lease details:', details);
  
  // 5. List all leased numbers
  const leased = await contiguity.lease.leased();
  console.log('All leased numbers:', leased);
  
  // 6. Terminate when done (optional)
  // await contiguity.lease.terminate(number);
}

managePhoneNumber();
