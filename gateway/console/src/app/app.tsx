import { Component, type ReactNode, useMemo } from "react";
import { Navigate, Route } from "react-router-dom";

import { H1 } from "../components/nl";
import { Pages } from "../components/pages";
import { Empty, Fault, Loading } from "../components/states";
import { screens } from "./screens";
import { SessionProvider, useSession } from "./session";
import { Shell } from "./shell";
import { SignIn } from "./sign_in";

/** A screen that breaks does not take the others along. */
class Guard extends Component<{ children: ReactNode }, { fault: Error | null }> {
  override state = { fault: null as Error | null };
  static getDerivedStateFromError(fault: Error) {
    return { fault };
  }
  override render() {
    if (this.state.fault) return <Fault error={this.state.fault} again={() => this.setState({ fault: null })} />;
    return this.props.children;
  }
}

function NoRight() {
  return (
    <>
      <H1>Geen toegang</H1>
      <Empty title="Dit scherm hoort niet bij uw rol">
        <p>Kies een scherm in het menu, of vraag de beheerder om de rol die u nodig hebt.</p>
      </Empty>
    </>
  );
}

function Screens() {
  const { state, may, askAgain } = useSession();
  const allowed = useMemo(() => screens.filter((screen) => may(screen.roles)), [may]);
  if (state.kind === "asking") return <Loading what="Ketenpoort" />;
  if (state.kind === "unreachable") return <Fault error={state.fault} again={askAgain} />;
  if (state.kind === "signed-out") return <SignIn ways={state.ways} ended={state.ended} may={state.may} />;
  return (
    <Shell screens={allowed}>
      <Pages>
        <Route path="/" element={<Navigate to={`/${allowed[0]?.path ?? "vandaag"}`} replace />} />
        {screens.map((screen) => (
          <Route
            key={screen.path}
            path={`/${screen.path}/*`}
            element={allowed.includes(screen) ? <Guard key={screen.path}>{<screen.page />}</Guard> : <NoRight />}
          />
        ))}
      </Pages>
    </Shell>
  );
}

export function App() {
  return (
    <SessionProvider>
      <Screens />
    </SessionProvider>
  );
}
