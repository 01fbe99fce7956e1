import { answer } from "@habitue/kit/api/client";
import type { Id } from "@habitue/kit/brand";
import { useFormat } from "@habitue/kit/format/reader";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api } from "../api/client";
import { devicesQuery } from "../api/queries";
import { Button } from "../parts/Button";
import { Page, Part } from "../parts/Page";
import { Row, Rows } from "../parts/Rows";
import { Failed, Loaded } from "../parts/states";

/** DevicesPage says where one is signed in, and ends what one does not know. */
export function DevicesPage() {
  const { t } = useTranslation("me");
  const format = useFormat();
  const client = useQueryClient();
  const again = () => client.invalidateQueries({ queryKey: devicesQuery.queryKey });
  const end = useMutation({
    mutationFn: (id: Id) =>
      answer(api.DELETE("/api/v1/me/devices/{id}", { params: { path: { id } } })),
    onSettled: again,
  });
  const others = useMutation({
    mutationFn: () => answer(api.POST("/api/v1/me/devices/end-others")),
    onSettled: again,
  });
  return (
    <Page title={t("devices.title")} back="/me">
      {(end.error || others.error) && <Failed thrown={end.error ?? others.error} />}
      <Loaded query={useQuery(devicesQuery)}>
        {({ items }) => (
          <>
            <Part>
              <Rows>
                {items.map((one) => (
                  <Row
                    key={one.id}
                    title={one.device ?? t("devices.unknown")}
                    note={[t("devices.seen", { moment: format.moment(one.seen_at) }), one.network]
                      .filter(Boolean)
                      .join(" · ")}
                    value={
                      one.here ? (
                        t("devices.here")
                      ) : (
                        <Button small disabled={end.isPending} onClick={() => end.mutate(one.id)}>
                          {t("devices.end")}
                        </Button>
                      )
                    }
                  />
                ))}
              </Rows>
            </Part>
            {items.length > 1 && (
              <Button disabled={others.isPending} onClick={() => others.mutate()}>
                {t("devices.endOthers")}
              </Button>
            )}
          </>
        )}
      </Loaded>
    </Page>
  );
}
