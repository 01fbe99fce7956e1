import { ClockCircleOutlined, LoadingOutlined } from "@ant-design/icons";
import { Moment } from "@habitue/kit/components/When";
import { Link } from "@tanstack/react-router";
import { App, Badge, Button, Popover, Progress } from "antd";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import styles from "./tray.module.css";
import { useWorks } from "./useWorks";
import { endings, isGoing, type Work } from "./works";

/** The tray finds long work again, from whatever page, and tells when it ends. */
export default function Tray() {
  const { t } = useTranslation("app");
  const [open, setOpen] = useState(false);
  const works = useWorks();
  const count = works.filter(isGoing).length;
  useEndsTold(works);
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      open={open}
      onOpenChange={setOpen}
      title={t("tray.title")}
      content={<Works works={works} onLeave={() => setOpen(false)} />}
    >
      <Badge count={count} size="small" offset={[-6, 6]}>
        <Button
          type="text"
          icon={count > 0 ? <LoadingOutlined /> : <ClockCircleOutlined />}
          aria-label={count > 0 ? t("tray.open", { count }) : t("tray.openIdle")}
        />
      </Badge>
    </Popover>
  );
}

/** useEndsTold says once how something ended that was seen going on. */
function useEndsTold(works: readonly Work[]) {
  const { t } = useTranslation("app");
  const { message } = App.useApp();
  const before = useRef<readonly Work[]>([]);
  useEffect(() => {
    for (const { name, state } of endings(before.current, works)) {
      if (state === "waiting" || state === "running") continue;
      const text = t(`tray.ends.${state}`, { name });
      if (state === "done") message.success(text);
      else message.warning(text);
    }
    before.current = works;
  }, [works, t, message]);
}

function Works({ works, onLeave }: { works: readonly Work[]; onLeave: () => void }) {
  const { t } = useTranslation("app");
  return (
    <div className={styles.works}>
      {works.length === 0 && <p>{t("tray.none")}</p>}
      <ul>
        {works.map((work) => (
          <li key={work.key}>
            <Link to={work.href} onClick={onLeave}>
              {work.name}
            </Link>
            <Said work={work} />
          </li>
        ))}
      </ul>
      <p className={styles.help}>{t("tray.noneHelp")}</p>
    </div>
  );
}

function Said({ work }: { work: Work }) {
  const { t } = useTranslation("app");
  return (
    <>
      {isGoing(work) && (
        <Progress
          percent={Math.floor((work.share ?? 0) * 100)}
          size="small"
          aria-label={t("tray.progress", { name: work.name })}
        />
      )}
      <small>
        {work.says ?? t(`tray.${work.state}`)}
        {" · "}
        {t(work.endedAt ? "tray.ended" : "tray.begun")} <Moment at={work.endedAt ?? work.at} />
      </small>
    </>
  );
}
