import { useMutation } from "@tanstack/react-query";

import { api, ask, type Schemas } from "../../api/client";
import { queryClient } from "../../api/queries";
import { Alert, Button, P } from "../../components/nl";
import { Fault } from "../../components/states";
import { Standing } from "./standing";

type Contract = Schemas["Contract"];

/** Whether this version counts; a proposal is made active by another person than who proposed it, or taken back. */
export function Activation({ contract }: { contract: Contract }) {
  const path = { params: { path: { bundel: contract.hash } } };
  const done = () => queryClient.invalidateQueries();
  const activate = useMutation({ mutationFn: () => ask(api.POST("/v1/contracten/{bundel}/activering", { ...path, body: {} })), onSuccess: done });
  const withdraw = useMutation({ mutationFn: () => ask(api.DELETE("/v1/contracten/{bundel}/activering", path)), onSuccess: done });
  const fault = activate.error ?? withdraw.error;
  return (
    <>
      <p>
        <Standing one={contract} />
      </p>
      {contract.staat === "voorgesteld" ? (
        <Alert tone="warning" title={`Voorgesteld door ${contract.voorgesteld_door ?? "onbekend"}`}>
          <P>Deze versie telt nog niet mee. Iemand anders dan wie haar voorstelde maakt haar actief, of trekt het voorstel in. Bekijk eerst de verschillen.</P>
          <div className="buttons">
            <Button look="primary" disabled={activate.isPending} onClick={() => activate.mutate()}>
              Actief maken
            </Button>
            <Button danger disabled={withdraw.isPending} onClick={() => withdraw.mutate()}>
              Voorstel intrekken
            </Button>
          </div>
        </Alert>
      ) : null}
      {activate.data ? <Alert tone="ok" title="Deze versie is nu actief" /> : null}
      {fault ? <Fault error={fault} /> : null}
    </>
  );
}
