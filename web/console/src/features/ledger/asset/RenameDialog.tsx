import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { FormDialog } from "../../../components/FormDialog";
import { type NameByLanguage, nameOf } from "../../../components/NameFields";
import type { Asset } from "../api/list-assets";
import { renameAsset } from "../api/rename-asset";
import { AssetNameFields } from "./AssetNameFields";

interface Typed {
  readonly name: NameByLanguage;
  readonly unit: NameByLanguage;
}

interface RenameDialogProps {
  readonly asset: Asset;
  readonly open: boolean;
  readonly onClose: () => void;
}

/** Other names for an asset. They show everywhere at once, and change nothing else. */
export function RenameDialog({ asset, open, onClose }: RenameDialogProps) {
  const { t } = useTranslation("asset");
  const client = useQueryClient();
  return (
    <FormDialog<Typed, Asset>
      open={open}
      title={t("rename.title")}
      verb={t("rename.verb")}
      failed={t("rename.failed")}
      initial={{ name: asset.name_i18n, unit: asset.unit_i18n }}
      onSubmit={({ name, unit }) =>
        renameAsset(asset.code, { name_i18n: nameOf(name), unit_i18n: nameOf(unit) })
      }
      onDone={() => client.invalidateQueries({ queryKey: ["ledger"] })}
      onClose={onClose}
    >
      <AssetNameFields />
    </FormDialog>
  );
}
