import { UserOutlined } from "@ant-design/icons";
import { asProblem } from "@habitue/kit/api/problem";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { App, Button, Dropdown } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { SignedInStaff } from "../../features/staff/api/get-session";
import { signOut } from "../../features/staff/api/sign-out";
import { ChangePassword } from "../../features/staff/ChangePassword";
import { leaveForSignIn } from "../session";
import styles from "./frame.module.css";

/** Who is signed in, and what they can do about it. */
export function UserMenu({ staff }: { staff: SignedInStaff }) {
  const { t } = useTranslation(["app", "staff"]);
  const { message } = App.useApp();
  const router = useRouter();
  const queryClient = useQueryClient();
  const [changing, setChanging] = useState(false);
  const leaving = useMutation({
    mutationFn: signOut,
    onSuccess: () => leaveForSignIn(router, queryClient, "signed-out"),
    onError: (thrown) => {
      const problem = asProblem(thrown);
      // A session that is already over is what was asked for.
      if (problem.kind === "signed-out") leaveForSignIn(router, queryClient, "signed-out");
      else message.error(problem.detail || t("app:user.signOutFailed"));
    },
  });

  return (
    <>
      <Dropdown
        trigger={["click"]}
        menu={{
          items: [
            { key: "who", type: "group", label: <Who staff={staff} /> },
            { type: "divider" },
            { key: "password", label: t("app:user.changePassword") },
            { key: "sign-out", label: t("app:user.signOut") },
          ],
          onClick: ({ key }) => {
            if (key === "password") setChanging(true);
            if (key === "sign-out") leaving.mutate();
          },
        }}
      >
        <Button
          type="text"
          icon={<UserOutlined />}
          aria-label={t("app:user.menu", { name: staff.name })}
        >
          <span className={styles.userName}>{staff.name}</span>
        </Button>
      </Dropdown>
      <ChangePassword open={changing} onClose={() => setChanging(false)} />
    </>
  );
}

function Who({ staff }: { staff: SignedInStaff }) {
  const { t } = useTranslation("staff");
  const roles = staff.roles.map((role) =>
    t(`role.${role as "administrator"}`, { defaultValue: role }),
  );
  return (
    <div className={styles.who}>
      <div>{staff.email}</div>
      <div>{roles.join(t("role.separator"))}</div>
    </div>
  );
}
