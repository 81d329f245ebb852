const width = 900;
const barFrom = 430;
const scale = 280;
const lineHeight = 22;

/** Each budget as a bar: what is measured as a share of what is allowed, 1 being the line. */
export function asPicture(rows) {
  const bars = rows.flatMap(({ name, budgets }) =>
    budgets.map(({ of, median, limit, most, met }) => ({
      label: of ? `${name}, beside ${of}` : name,
      share: most ? median / limit : limit / median,
      met,
    })),
  );
  const height = bars.length * lineHeight + 50;
  const drawn = bars.map(({ label, share, met }, index) => {
    const y = 40 + index * lineHeight;
    const length = Math.min(share, 1.6) * scale;
    return `<text x="${barFrom - 8}" y="${y + 12}" text-anchor="end">${escaped(label)}</text>
<rect x="${barFrom}" y="${y}" width="${length.toFixed(1)}" height="16" rx="2" fill="${met ? "#2a7d4f" : "#b3541e"}"/>
<text x="${(barFrom + length + 6).toFixed(1)}" y="${y + 12}">${share.toFixed(2)}</text>`;
  });
  const line = barFrom + scale;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="system-ui, sans-serif" font-size="12">
<title>What is measured, as a share of what each budget allows</title>
<rect width="${width}" height="${height}" fill="#ffffff"/>
<text x="${line}" y="22" text-anchor="middle">what is allowed</text>
<line x1="${line}" y1="28" x2="${line}" y2="${height - 8}" stroke="#666" stroke-dasharray="3 3"/>
${drawn.join("\n")}
</svg>
`;
}

const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
