import { id as asId } from "@habitue/kit/brand";
import { useQueryClient } from "@tanstack/react-query";
import { Form, Input, Select, Typography } from "antd";
import { useTranslation } from "react-i18next";
import { FormDialog } from "../../../components/FormDialog";
import { type NameByLanguage, nameOf } from "../../../components/NameFields";
import type { OrgBrand } from "../../org/api/list-brands";
import { createAsset } from "../api/create-asset";
import type { Asset } from "../api/list-assets";
import { AssetNameFields } from "./AssetNameFields";
import { freshRule, isStored, kinds } from "./rule";

interface Typed {
  readonly code: string;
  readonly kind: Asset["kind"];
  readonly brand?: string;
  readonly currency?: string;
  readonly name: NameByLanguage;
  readonly unit: NameByLanguage;
}

interface NewAssetDialogProps {
  readonly brands: readonly OrgBrand[];
  readonly currency: string;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onMade: (asset: Asset) => void;
}

/** Makes an asset with the usual rule of its kind, which two people change afterwards. */
export function NewAssetDialog({ brands, currency, open, onClose, onMade }: NewAssetDialogProps) {
  const { t } = useTranslation("asset");
  const client = useQueryClient();
  return (
    <FormDialog<Typed, Asset>
      open={open}
      title={t("make.title")}
      verb={t("make.verb")}
      failed={t("make.failed")}
      initial={{ kind: "points" }}
      onSubmit={({ code, kind, brand, name, unit }) =>
        createAsset({
          code: code.trim(),
          kind,
          name_i18n: nameOf(name),
          unit_i18n: nameOf(unit),
          rule: freshRule(kind),
          ...(brand && { brand_id: asId(brand) }),
          ...(isStored(kind) && { currency }),
        })
      }
      onDone={async (made) => {
        await client.invalidateQueries({ queryKey: ["ledger", "assets"] });
        onMade(made);
      }}
      onClose={onClose}
    >
      <Typography.Paragraph>{t("make.help")}</Typography.Paragraph>
      <Form.Item name="kind" label={t("list.kind")} extra={t("make.kindHelp", { currency })}>
        <Select options={kinds.map((value) => ({ value, label: t(`kind.${value}`) }))} />
      </Form.Item>
      <Form.Item
        name="code"
        label={t("make.code")}
        extra={t("make.codeHelp")}
        rules={[
          { required: true, pattern: /^[a-z][a-z0-9_]{1,39}$/, message: t("make.codeMissing") },
        ]}
      >
        <Input autoComplete="off" maxLength={40} />
      </Form.Item>
      <AssetNameFields />
      <Form.Item name="brand" label={t("list.brand")}>
        <Select
          allowClear
          placeholder={t("list.anyBrand")}
          options={brands.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Form.Item>
    </FormDialog>
  );
}
