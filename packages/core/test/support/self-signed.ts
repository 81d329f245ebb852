/** Of no worth: a self-signed certificate for `localhost` that only servers in tests show. Valid until 2126. */
export const selfSigned = {
  key: `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgr8u4w/RaYe+EHEHR
jGQDt43h1m6AaLTJxnKNF4e+qn+hRANCAASMobZTi/au9JCkFYokmW4+J/AbccZf
kNWvgSv/iFHmZ6zYeVsdoOczVMpkEy00FenJIHjCn9QUBv1Cew/5oub6
-----END PRIVATE KEY-----`,
  cert: `-----BEGIN CERTIFICATE-----
MIIBmjCCAUGgAwIBAgIUP8VhvKW5bNC9X7XvBLdy40BAzTEwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMzExMTcyNVoYDzIxMjYxMDMw
MTExNzI1WjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAASMobZTi/au9JCkFYokmW4+J/AbccZfkNWvgSv/iFHmZ6zYeVsdoOcz
VMpkEy00FenJIHjCn9QUBv1Cew/5oub6o28wbTAdBgNVHQ4EFgQUjllLLLlAqjIw
mU4iqbxJb0p7D1kwHwYDVR0jBBgwFoAUjllLLLlAqjIwmU4iqbxJb0p7D1kwDwYD
VR0TAQH/BAUwAwEB/zAaBgNVHREEEzARgglsb2NhbGhvc3SHBH8AAAEwCgYIKoZI
zj0EAwIDRwAwRAIgB3np4AmcrKOooRu3+nrRio1aUj0pDzRxy7f/nSom9SQCIE2m
rTJsLFB3tQsJVNtGRafkpL85IfPyfFkkNix3almj
-----END CERTIFICATE-----`,
} as const;
