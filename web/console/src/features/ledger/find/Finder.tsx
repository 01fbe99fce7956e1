import { SearchOutlined } from "@ant-design/icons";
import { type Id, id } from "@habitue/kit/brand";
import { Button, Form, Input, Segmented } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import styles from "../posting/posting.module.css";
import type { FindSearch, Way } from "./wish";

interface FinderProps {
  readonly search: FindSearch;
  /** Those that the reader may go: by member only who sees members. */
  readonly open: readonly Way[];
  readonly onFind: (search: FindSearch) => void;
  readonly onOpen: (posting: Id) => void;
  /** Asks for a member by what somebody at the counter can tell. */
  readonly picker: (onPick: (member: Id | undefined) => void) => ReactNode;
  /** The member of the address, by number. */
  readonly chosen: ReactNode;
}

/** Asks by what a posting shall be found: the number on a receipt, its own, or its member. */
export function Finder({ search, open, onFind, onOpen, picker, chosen }: FinderProps) {
  const { t } = useTranslation("posting");
  const by = search.by ?? "number";
  return (
    <search className={styles.finder} aria-label={t("find.title")}>
      <Segmented<Way>
        aria-label={t("find.by")}
        value={by}
        options={open.map((value) => ({ value, label: t(`find.ways.${value}`) }))}
        onChange={(value) => onFind({ ...search, by: value })}
      />
      {by === "number" && (
        <One
          key={search.number ?? ""}
          label={t("find.number")}
          hint={t("find.numberHint")}
          initial={search.number}
          onFind={(number) => onFind({ by, number })}
        />
      )}
      {by === "posting" && (
        <One
          label={t("find.posting")}
          hint={t("find.postingHint")}
          pattern={/^\s*\d{1,19}\s*$/}
          onFind={(posting) => onOpen(id(posting))}
        />
      )}
      {by === "member" && (
        <OfMember
          key={`${search.member} ${search.key} ${search.hold}`}
          search={search}
          onFind={onFind}
          picker={picker}
          chosen={chosen}
        />
      )}
    </search>
  );
}

interface OneProps {
  readonly label: string;
  readonly hint: string;
  readonly initial?: string | undefined;
  readonly pattern?: RegExp;
  readonly onFind: (typed: string) => void;
}

/** One field and its button; Enter does the same. */
function One({ label, hint, initial = "", pattern, onFind }: OneProps) {
  const { t } = useTranslation("posting");
  return (
    <Form<{ typed: string }>
      className={styles.form}
      initialValues={{ typed: initial }}
      onFinish={({ typed }) => onFind(typed.trim())}
    >
      <Form.Item
        name="typed"
        rules={[
          { required: true, whitespace: true, message: t("find.missing") },
          ...(pattern ? [{ pattern, message: t("find.notAnId") }] : []),
        ]}
      >
        <Input
          className={styles.input}
          aria-label={label}
          placeholder={hint}
          autoComplete="off"
          maxLength={120}
          allowClear
        />
      </Form.Item>
      <Submit />
    </Form>
  );
}

type OfMemberProps = Pick<FinderProps, "search" | "onFind" | "picker" | "chosen">;

/** A member, and of their postings one key or the captures of one hold. */
function OfMember({ search, onFind, picker, chosen }: OfMemberProps) {
  const { t } = useTranslation("posting");
  const [form] = Form.useForm<{ member?: Id; key?: string; hold?: string }>();
  return (
    <Form
      form={form}
      className={styles.form}
      layout="vertical"
      requiredMark={false}
      initialValues={{ member: search.member, key: search.key, hold: search.hold }}
      onFinish={({ member, key, hold }) =>
        onFind({
          by: "member",
          member,
          key: key?.trim() || undefined,
          hold: hold?.trim() ? id(hold.trim()) : undefined,
        })
      }
    >
      <Form.Item
        className={styles.input}
        name="member"
        label={
          <>
            {t("find.member")} {search.member && chosen}
          </>
        }
        rules={[{ required: true, message: t("find.memberMissing") }]}
      >
        {picker((member) => form.setFieldValue("member", member ?? search.member))}
      </Form.Item>
      <Form.Item name="key" label={t("find.key")}>
        <Input className={styles.input} autoComplete="off" maxLength={200} allowClear />
      </Form.Item>
      <Form.Item
        name="hold"
        label={t("find.hold")}
        rules={[{ pattern: /^\s*\d{0,19}\s*$/, message: t("find.notAnId") }]}
      >
        <Input autoComplete="off" maxLength={30} allowClear />
      </Form.Item>
      <Submit />
    </Form>
  );
}

function Submit() {
  const { t } = useTranslation("posting");
  return (
    <Button type="primary" htmlType="submit" icon={<SearchOutlined />}>
      {t("find.submit")}
    </Button>
  );
}
