import type * as PlotModule from "@observablehq/plot";
import { lazy, type ReactNode, Suspense } from "react";

const PlotFigure = lazy(() => import("./plot_figure"));

export interface ChartProps {
  title: string;
  /** What it shows, in a sentence: for who cannot see it, and for who can it is the caption. */
  summary: ReactNode;
  /** Name and colour of each series. */
  legend?: readonly (readonly [name: string, colour: string])[];
  /** Keep it stable (useCallback): another function draws again. */
  options: (plot: typeof PlotModule, width: number) => PlotModule.PlotOptions;
}

/** As many of the values, evenly, as have room for a label under them. Pure. @param width of the chart in pixels */
export function ticksOf<T>(values: readonly T[], width: number): T[] {
  const room = Math.max(1, Math.floor(width / 55));
  const step = Math.ceil(values.length / room);
  return values.filter((_, at) => at % step === 0);
}

/** A chart of Observable Plot. The numbers themselves have to stand on the screen as well, in a table or a sentence. */
export function Chart({ title, summary, legend = [], options }: ChartProps) {
  return (
    <figure className="chart">
      <figcaption>
        <strong>{title}</strong> <span>{summary}</span>
      </figcaption>
      {legend.length > 0 ? (
        <ul className="legend" aria-hidden="true">
          {legend.map(([name, colour]) => (
            <li key={name}>
              <span className="legend-box" style={{ background: colour }} /> {name}
            </li>
          ))}
        </ul>
      ) : null}
      <Suspense fallback={<div className="plot-frame" />}>
        <PlotFigure options={options} />
      </Suspense>
    </figure>
  );
}
