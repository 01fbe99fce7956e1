import { Tooltip } from "antd";
import { useFormat } from "../format/reader";

interface WhenProps {
  readonly at: string;
  /** What the hover says besides the precise instant, such as when it was recorded. */
  readonly note?: string;
}

/** The day of an instant in the shop's zone, precise on hover. */
export function Day({ at, note }: WhenProps) {
  return <Instant at={at} note={note} shown={useFormat().date(at)} />;
}

/** The minute of an instant in the shop's zone, relative when recent, precise on hover. */
export function Moment({ at, note }: WhenProps) {
  const format = useFormat();
  return <Instant at={at} note={note} shown={format.ago(at) ?? format.moment(at)} />;
}

function Instant({ at, note, shown }: { at: string; note: string | undefined; shown: string }) {
  const precise = useFormat().precise(at);
  return (
    <Tooltip title={note ? `${precise} · ${note}` : precise}>
      <time dateTime={at} className="kit-figure">
        {shown}
      </time>
    </Tooltip>
  );
}
