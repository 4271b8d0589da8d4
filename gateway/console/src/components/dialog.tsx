import { type ReactNode, useEffect, useId, useRef } from "react";

import { Button } from "./nl";

/** A question in front of the screen. Escape and the button close it; the focus goes back to where it was. */
export function Dialog({ title, onClose, children }: { title: string; onClose: () => void; children: ReactNode }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const element = dialog.current;
    const before = document.activeElement;
    element?.showModal();
    return () => {
      element?.close();
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      className="dialog"
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <div className="dialog-head">
        <h2 className="utrecht-heading-2" id={id}>
          {title}
        </h2>
        <Button look="subtle" onClick={onClose} aria-label="Sluiten">
          ✕
        </Button>
      </div>
      {children}
    </dialog>
  );
}
