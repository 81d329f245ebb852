import { type E164, countryOf } from "./phone-number.js";

/**
 * The country of a number as a provider says it: in two letters or in three, and by the number's own digits
 * where it says none, or something else.
 * @returns ISO 3166-1 alpha-2; null when neither tells.
 */
export function toCountry(said: string | null | undefined, number: E164): string | null {
  const code = said?.trim().toUpperCase() ?? "";
  // Not the code of the United Kingdom, and often written for it.
  if (code === "UK") return "GB";
  if (/^[A-Z]{2}$/.test(code)) return code;
  return byThreeLetters.get(code) ?? countryOf(number);
}

/** ISO 3166-1 alpha-3, and alpha-2 where that is not how it begins, wherever there are telephone numbers. */
const byThreeLetters = new Map(
  `ABW AW AFG AGO AO AIA ALA AX ALB AND AD ARE AE ARG ARM AM ASM ATG AG AUS AUT AT AZE BDI BI BEL
  BEN BJ BES BQ BFA BGD BD BGR BHR BHS BS BIH BA BLM BLR BY BLZ BZ BMU BOL BRA BRB BB BRN BN BTN
  BWA CAF CF CAN CCK CHE CHL CL CHN CN CIV CMR COD CD COG CG COK CK COL COM KM CPV CV CRI CUB
  CUW CW CXR CYM KY CYP CZE DEU DJI DMA DNK DK DOM DZA ECU EGY ERI ESH EH ESP EST EE ETH FIN FJI
  FLK FK FRA FRO FO FSM FM GAB GBR GEO GGY GHA GIB GIN GN GLP GP GMB GNB GW GNQ GQ GRC GRD GD
  GRL GL GTM GUF GF GUM GUY GY HKG HND HRV HTI HUN IDN IMN IND IOT IRL IE IRN IRQ IQ ISL ISR IL
  ITA JAM JM JEY JOR JPN KAZ KZ KEN KGZ KHM KIR KNA KOR KR KWT LAO LBN LBR LR LBY LY LCA LIE LKA
  LSO LTU LUX LVA MAC MO MAF MF MAR MCO MDA MDG MG MDV MV MEX MX MHL MKD MLI MLT MT MMR MNE ME MNG
  MNP MP MOZ MZ MRT MSR MTQ MQ MUS MWI MYS MYT YT NAM NCL NER NFK NGA NIC NIU NU NLD NOR NPL NRU
  NZL OMN PAK PK PAN PER PHL PLW PW PNG PG POL PL PRI PRK KP PRT PT PRY PY PSE PYF PF QAT REU ROU
  RUS RWA SAU SDN SEN SN SGP SHN SJM SLB SB SLE SLV SV SMR SOM SPM PM SRB RS SSD STP SUR SR SVK SK
  SVN SI SWE SE SWZ SZ SXM SYC SC SYR TCA TCD TD TGO THA TJK TKL TKM TM TLS TON TTO TUN TN TUR TR
  TUV TV TWN TZA UGA UKR UA URY UY USA UZB VAT VCT VEN VGB VIR VNM VUT WLF WF WSM XKX YEM ZAF ZMB
  ZWE`
    .split(/\s+(?=[A-Z]{3})/)
    .map((codes): [string, string] => [codes.slice(0, 3), codes.slice(4) || codes.slice(0, 2)]),
);
