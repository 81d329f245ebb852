/** What stands below the list of commands. */
export const helpAfter = `
Keys come from the environment (CONTIGUITY_API_KEY; SINCH_PROJECT_ID, SINCH_KEY_ID, SINCH_KEY_SECRET),
as the accounts "contiguity" and "sinch", or from this machine's keychain (leaseline accounts add).

Environment:
  LEASELINE_HOME             where the ledger, the caps and the names of accounts are
  LEASELINE_CONTIGUITY_URL, LEASELINE_SINCH_URL, LEASELINE_SINCH_AUTH_URL
                             other addresses of the providers: https, or http on this machine
  NO_COLOR                   no colours on a terminal, either

Exit codes:
  0  done                                   4  not available, taken or not held
  1  failed, and nothing was spent          5  consent is missing, or the price differs
  2  wrong usage                            6  over a cap
  3  outcome unknown: "leaseline reconcile" 7  no credentials, or not accepted

Completion: leaseline complete bash, zsh, fish or powershell prints a script for the shell.`;
