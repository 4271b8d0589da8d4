import { Link } from "./nl";

export interface Bar {
  key: string;
  label: string;
  value: number;
  text: string; ///< the value as it is read
  to: string; ///< where the bar leads
  note?: string;
}

/** Bars that lead to what they count, the largest first as given. They are links in a list, so that every way of reading them works. */
export function Bars({ label, bars }: { label: string; bars: readonly Bar[] }) {
  const most = Math.max(1, ...bars.map((bar) => bar.value));
  return (
    <ul className="bars" aria-label={label}>
      {bars.map((bar) => (
        <li key={bar.key}>
          <Link to={bar.to} className="bar">
            <span className="bar-label">{bar.label}</span>
            <span className="bar-track" aria-hidden="true">
              <span className="bar-fill" style={{ inlineSize: `${Math.max(1, (100 * bar.value) / most)}%` }} />
            </span>
            <span className="bar-text">{bar.text}</span>
          </Link>
          {bar.note ? <p className="bar-note">{bar.note}</p> : null}
        </li>
      ))}
    </ul>
  );
}
