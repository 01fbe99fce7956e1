import { Day } from "@habitue/kit/components/When";
import { useFormat } from "@habitue/kit/format/reader";
import { Tag, Tooltip } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Fact, Facts } from "../../components/Facts";
import { LevelTag } from "../../components/LevelTag";
import { useCan } from "../../lib/permissions";
import type { Member } from "./api/get-member";
import type { Revealed } from "./api/reveal-member";
import { Identities } from "./Identities";
import { useJoinedBy } from "./joined-by";
import styles from "./member.module.css";
import { Reveal } from "./Reveal";

/** Who a member is. Personal data is masked until it is asked for with a reason. */
export function MemberCard({ member }: { member: Member }) {
  const { t } = useTranslation("member");
  const format = useFormat();
  const can = useCan();
  const joinedBy = useJoinedBy();
  const [revealed, setRevealed] = useState<Revealed | null>(null);
  const name = revealed?.name ?? member.name;
  return (
    <div className={styles.who}>
      <div className={styles.name}>
        <strong>{name ?? t("card.nameless")}</strong>
        {member.level && <LevelTag level={member.level} />}
        {member.status !== "active" && <Tag>{t(`status.${member.status}`)}</Tag>}
        {member.restriction && (
          <Tooltip title={t("card.restrictedHelp")}>
            <Tag color="warning">{t("card.restricted")}</Tag>
          </Tooltip>
        )}
        {member.status === "active" && !member.restriction && !member.profiled && (
          <Tooltip title={t("card.unprofiledHelp")}>
            <Tag>{t("card.unprofiled")}</Tag>
          </Tooltip>
        )}
      </div>
      <Facts>
        <Fact name={t("card.phone")}>{revealed?.phone ?? member.phone_masked}</Fact>
        <Fact name={t("card.email")}>{revealed?.email ?? member.email_masked}</Fact>
        <Fact name={t("card.birthday")}>{member.birthday && format.birthday(member.birthday)}</Fact>
        <Fact name={t("card.joined")}>
          <Day at={member.joined_at} />
        </Fact>
        <Fact name={t("card.place")}>
          {placeOf(member, t("card.placeSeparator")) || joinedBy(member.source)}
        </Fact>
        <Fact name={t("card.identities")}>
          <Identities identities={member.identities} />
        </Fact>
      </Facts>
      {can("member:reveal") && member.status === "active" && (
        <Reveal memberId={member.id} revealed={revealed} onReveal={setRevealed} />
      )}
    </div>
  );
}

function placeOf({ store, channel }: Member, separator: string): string {
  return [store?.name, channel?.name].filter(Boolean).join(separator);
}
