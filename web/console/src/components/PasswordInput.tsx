import { EyeInvisibleOutlined, EyeOutlined } from "@ant-design/icons";
import { Button, Input, type InputProps, type InputRef } from "antd";
import { type Ref, useState } from "react";
import { useTranslation } from "react-i18next";

/** A password that can be shown; by a real button, so that the keyboard reaches it too. */
export function PasswordInput({ ref, ...props }: InputProps & { ref?: Ref<InputRef> }) {
  const { t } = useTranslation("app");
  const [shown, setShown] = useState(false);
  return (
    <Input
      {...props}
      ref={ref}
      type={shown ? "text" : "password"}
      maxLength={200}
      spellCheck={false}
      suffix={
        <Button
          type="text"
          size="small"
          icon={shown ? <EyeOutlined /> : <EyeInvisibleOutlined />}
          aria-label={t(shown ? "password.hide" : "password.show")}
          aria-pressed={shown}
          onClick={() => setShown(!shown)}
        />
      }
    />
  );
}
