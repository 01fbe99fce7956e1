import { answer } from "@habitue/kit/api/client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useEffectEvent, useRef } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../api/client";
import { meQuery, providersQuery } from "../api/queries";
import { device } from "../lib/key";
import { gaveUp, knowsPasskeys, offersPasskeys, signWithPasskey } from "../lib/passkey";
import { Button } from "../parts/Button";
import { Refusal } from "../parts/Refusal";

/** A challenge is good for five minutes; the field that proposes keys has a new one before. */
const anew = 4 * 60 * 1000;

interface PasskeyEntryProps {
  readonly remember: boolean;
  readonly onEntered?: (() => void) | undefined;
}

/**
 * PasskeyEntry signs in by a key that lies in the device: by a button, and, where the
 * browser can, by what it proposes in the field for the phone.
 */
export function PasskeyEntry({ remember, onEntered }: PasskeyEntryProps) {
  const { t } = useTranslation("me");
  const client = useQueryClient();
  const offered = useQuery(providersQuery).data?.passkeys_at === location.origin && knowsPasskeys();
  const waiting = useRef<AbortController>(null);
  const settled = useRef<Promise<unknown>>(Promise.resolve());
  const enter = async (unasked: boolean) => {
    waiting.current?.abort();
    const ours = new AbortController();
    waiting.current = ours;
    const asked = await answer(
      api.POST("/api/v1/me/session/passkey/asks", { body: { device: device() } }),
    );
    // A browser waits for the device once at a time, and gives up after it is told to.
    await settled.current;
    const signing = signWithPasskey(asked, { signal: ours.signal, unasked });
    settled.current = signing.catch(() => undefined);
    const shown = await signing;
    return answer(api.POST("/api/v1/me/session/passkey", { body: { ...shown, remember } }));
  };
  const onSuccess = () => {
    onEntered?.();
    return client.invalidateQueries({ queryKey: meQuery.queryKey });
  };
  const entering = useMutation({ mutationFn: () => enter(false), onSuccess });
  // What is proposed waits in the background, and does not hold the button back.
  const proposing = useMutation({ mutationFn: () => enter(true), onSuccess });
  const propose = useEffectEvent(() => {
    if (!entering.isPending) proposing.mutate();
  });
  useEffect(() => {
    if (!offered) return;
    let timer: ReturnType<typeof setInterval> | undefined;
    let gone = false;
    void offersPasskeys().then((can) => {
      if (!can || gone) return;
      propose();
      timer = setInterval(propose, anew);
    });
    return () => {
      gone = true;
      clearInterval(timer);
      waiting.current?.abort();
    };
  }, [offered]);
  if (!offered) return null;
  const thrown = entering.error ?? proposing.error;
  return (
    <>
      <Button disabled={entering.isPending} onClick={() => entering.mutate()}>
        {t("signIn.passkey")}
      </Button>
      {thrown && !gaveUp(thrown) && <Refusal thrown={thrown} />}
    </>
  );
}
