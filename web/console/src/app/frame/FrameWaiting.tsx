import { Skeleton } from "antd";
import styles from "./frame.module.css";

/** What is drawn while session and settings are asked for: the frame's own outline. */
export function FrameWaiting() {
  return (
    <div className={styles.frame} aria-busy="true">
      <div className={styles.side} />
      <div className={styles.column}>
        <div className={styles.header} />
        <div className={styles.page}>
          <Skeleton active paragraph={{ rows: 6 }} />
        </div>
      </div>
    </div>
  );
}
