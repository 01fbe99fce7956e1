import type { Id } from "@habitue/kit/brand";
import { useQueryClient } from "@tanstack/react-query";
import { App, Cascader, Checkbox, Form, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { FormDialog } from "../../../components/FormDialog";
import { type Address, divisionsQuery, saveAddress } from "./fields";

interface Typed {
  readonly recipient?: string;
  readonly phone?: string;
  readonly place?: string[];
  readonly line: string;
  readonly postcode?: string;
  readonly chosen?: boolean;
}

interface AddressDialogProps {
  readonly memberId: Id;
  /** The one to change, in full; without one another is made. */
  readonly address: Address | undefined;
  readonly onClose: () => void;
}

/** Adds an address, or changes one. A division in front of the line is recognised by the server. */
export function AddressDialog({ memberId, address, onClose }: AddressDialogProps) {
  const { t } = useTranslation("person");
  const { message } = App.useApp();
  const client = useQueryClient();
  return (
    <FormDialog<Typed, unknown>
      open
      title={t(address ? "address.change" : "address.add")}
      verb={t("fields.save")}
      failed={t("fields.failed")}
      initial={
        address
          ? { ...address, phone: address.phone ?? "", place: placeOf(address.division) }
          : { chosen: false }
      }
      onSubmit={({ recipient, phone, place, line, postcode, chosen }) =>
        saveAddress(memberId, address?.id, {
          recipient: recipient?.trim() ?? "",
          line: line.trim(),
          division: place?.at(-1) ?? "",
          ...(phone?.trim() && { phone: phone.trim() }),
          ...(postcode?.trim() && { postcode: postcode.trim() }),
          ...(address && { version: address.version }),
          ...(chosen && { chosen }),
        })
      }
      onDone={async () => {
        message.success(t("address.saved"));
        await client.invalidateQueries({ queryKey: ["member"] });
      }}
      onClose={onClose}
    >
      <Form.Item name="recipient" label={t("address.recipient")}>
        <Input maxLength={100} autoComplete="off" autoFocus />
      </Form.Item>
      <Form.Item name="phone" label={t("address.phone")}>
        <Input maxLength={40} autoComplete="off" inputMode="tel" />
      </Form.Item>
      <Form.Item name="place" label={t("address.division")} extra={t("address.divisionHelp")}>
        <Places shown={address?.division_name ?? undefined} />
      </Form.Item>
      <Form.Item
        name="line"
        label={t("address.line")}
        rules={[{ required: true, whitespace: true, message: t("address.lineMissing") }]}
      >
        <Input maxLength={300} autoComplete="off" />
      </Form.Item>
      <Form.Item name="postcode" label={t("address.postcode")}>
        <Input maxLength={12} autoComplete="off" />
      </Form.Item>
      <Form.Item name="chosen" valuePropName="checked">
        <Checkbox>{t("address.choose")}</Checkbox>
      </Form.Item>
    </FormDialog>
  );
}

interface Place {
  readonly value: string;
  readonly label: string;
  readonly isLeaf: boolean;
  children?: Place[];
}

interface PlacesProps {
  /** What the value says before anything is loaded. */
  readonly shown: string | undefined;
  readonly value?: string[];
  readonly onChange?: (value: string[]) => void;
}

/** Province, city, district; what lies in one is fetched when it is opened. */
function Places({ shown, value, onChange, ...given }: PlacesProps) {
  const client = useQueryClient();
  const [places, setPlaces] = useState<Place[]>();
  const fetch = async (below: string): Promise<Place[]> => {
    const { items } = await client.fetchQuery(divisionsQuery(below));
    return items.map(({ code, name }) => ({
      value: code,
      label: name,
      isLeaf: !code.endsWith("00") || /^(71|81|82)/.test(code),
    }));
  };
  const open = async () => {
    if (!places) setPlaces(await fetch(""));
  };
  return (
    <Cascader<Place>
      {...given}
      changeOnSelect
      allowClear
      options={places ?? []}
      {...(value && { value })}
      onChange={(chosen) => onChange?.((chosen ?? []) as string[])}
      onOpenChange={(isOpen) => isOpen && void open()}
      displayRender={(labels) => (places ? labels.join("") : (shown ?? labels.join("")))}
      loadData={async (path) => {
        const last = path.at(-1);
        if (!last) return;
        last.children = await fetch(last.value);
        setPlaces((now) => now && [...now]);
      }}
    />
  );
}

/** A code with those of what it lies in: 310115 is in 310100, which is in 310000. */
function placeOf(code: string | undefined): string[] {
  if (!code) return [];
  const levels = [`${code.slice(0, 2)}0000`, `${code.slice(0, 4)}00`, code];
  return levels.filter((level, index) => levels.indexOf(level) === index);
}
