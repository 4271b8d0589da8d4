import { useMutation } from "@tanstack/react-query";
import { useState } from "react";

import { api, ApiFault, ask, headerText } from "../../api/client";
import { AskReason } from "../../app/ask_reason";
import { useSession } from "../../app/session";
import { Alert, Button, P } from "../../components/nl";
import { Fault } from "../../components/states";
import { save } from "../../lib/save";

interface Case {
  gemeente: string;
  domein: "wmo" | "jw";
  nummer: number;
}

/** The whole case in a file, with its proofs. It holds personal data: it is asked for with a reason, which goes into the access log. */
export function DossierDownload({ gemeente, domein, nummer }: Case) {
  const { reason } = useSession();
  const [asking, setAsking] = useState(false);
  const [text, setText] = useState("");
  const [given, setGiven] = useState<string | null>(null);
  const file = `dossier-${gemeente}-${domein}-${nummer}.zip`;
  const fetching = useMutation({
    mutationFn: async (why: string) => {
      const params = { path: { gemeente, domein, nummer }, header: { "Ketenpoort-Reden": headerText(why) } };
      save(file, await ask<Blob>(api.GET("/v1/toewijzingen/{gemeente}/{domein}/{nummer}/dossier", { params, parseAs: "blob" })));
    },
  });
  const why = reason ?? given;
  const start = () => (why === null ? setAsking(true) : fetching.mutate(why));
  const unsigned = fetching.error instanceof ApiFault && fetching.error.status === 409;
  return (
    <div className="section">
      <Button onClick={start} disabled={fetching.isPending}>
        {fetching.isPending ? "Dossier maken …" : "Dossier downloaden"}
      </Button>
      {fetching.isSuccess ? (
        <Alert tone="ok" title={`${file} is gedownload`}>
          <P>Alle berichten, antwoorden en besluiten van deze toewijzing, met het bewijs dat ze in het ondertekende log staan. LEESMIJ.txt zegt hoe u dat narekent. Het bestand bevat persoonsgegevens.</P>
        </Alert>
      ) : null}
      {unsigned ? (
        <Alert tone="warning" title="Nog niet alles is ondertekend">
          <P>{fetching.error?.message}</P>
          <Button onClick={start}>Opnieuw proberen</Button>
        </Alert>
      ) : fetching.error ? (
        <Fault error={fetching.error} />
      ) : null}
      {asking ? (
        <AskReason
          title="Dossier downloaden"
          intro="Een dossier bevat persoonsgegevens. Uw reden en uw naam komen in het inzagelog. Zet in de reden geen BSN."
          label="Waarom hebt u het dossier nodig?"
          example="steekproef van de accountant over 2026"
          action="Downloaden"
          text={text}
          onText={setText}
          onGiven={(reason) => {
            setGiven(reason);
            setAsking(false);
            fetching.mutate(reason);
          }}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </div>
  );
}
