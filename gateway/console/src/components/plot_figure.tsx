import * as Plot from "@observablehq/plot";
import { useEffect, useRef, useState } from "react";

export type { PlotOptions } from "@observablehq/plot";

/** Use it through chart.tsx, which loads it when it is needed. */
export default function PlotFigure({ options }: { options: (plot: typeof Plot, width: number) => Plot.PlotOptions }) {
  const frame = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const element = frame.current;
    if (!element) return undefined;
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  useEffect(() => {
    if (width === 0) return undefined;
    const svg = Plot.plot({ width, className: "plot", ...options(Plot, width) });
    // The content security policy takes no styles from here: the same rules stand in house.css.
    for (const style of svg.querySelectorAll("style")) style.remove();
    frame.current?.replaceChildren(svg);
    return () => svg.remove();
  }, [options, width]);
  return <div ref={frame} className="plot-frame" aria-hidden="true" />;
}
