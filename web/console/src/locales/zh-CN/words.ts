import kit from "@habitue/kit/locales/zh-CN";
import zhCN from "antd/es/locale/zh_CN";
import type { Words } from "../load";
import app from "./app.json";
import chart from "./chart.json";
import figure from "./figure.json";
import insight from "./insight.json";
import ledger from "./ledger.json";
import member from "./member.json";
import order from "./order.json";
import org from "./org.json";
import profile from "./profile.json";
import program from "./program.json";
import staff from "./staff.json";
import tier from "./tier.json";

export const words: Words = {
  antd: zhCN,
  texts: {
    kit,
    app,
    chart,
    figure,
    insight,
    ledger,
    member,
    order,
    org,
    profile,
    program,
    staff,
    tier,
  },
};
