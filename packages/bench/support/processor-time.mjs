/** Times by the processor, in ms, of what is measured again and again: what else runs on the machine does not count. */
export const processorMs = (work) => async () => {
  const start = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
};
