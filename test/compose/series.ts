/** The samples of a scrape: values by name and labels. */
export type Series = Map<string, number>;

/** Reads the text format of Prometheus. */
export function readSeries(text: string): Series {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(
    lines.map((line) => {
      const at = line.lastIndexOf(' ');
      return [line.slice(0, at), Number(line.slice(at + 1))];
    }),
  );
}

/** The sum of all series of a metric. */
export function sumOf(series: Series, metric: string): number {
  let sum = 0;
  for (const [name, value] of series) if (name === metric || name.startsWith(`${metric}{`)) sum += value;
  return sum;
}
