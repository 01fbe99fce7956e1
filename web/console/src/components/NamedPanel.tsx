import { useQueryClient } from "@tanstack/react-query";
import { Button, type TableColumnsType } from "antd";
import { type ReactNode, useState } from "react";
import { EmptyState } from "./EmptyState";
import { type Named, NamedDialog } from "./NamedDialog";
import { Panel } from "./Page";
import { Table } from "./Table";
import { useUndo } from "./useUndo";

/** What has a code for systems and a name for people, as a list shows it. */
export interface NamedThing extends Named {
  readonly id: string;
  readonly name: string;
}

interface NamedPanelProps<Thing extends NamedThing, Typed extends Named> {
  readonly words: {
    readonly title: string;
    readonly create: string;
    readonly change: string;
    readonly none: string;
    readonly noneHelp: string;
    readonly name: string;
    readonly code: string;
    readonly saveVerb: string;
    readonly createVerb: string;
    readonly changing: (name: string) => string;
    readonly changed: (name: string) => string;
  };
  readonly things: readonly Thing[];
  /** Between the code and what can be done. */
  readonly columns: TableColumnsType<Thing>;
  readonly mayEdit: boolean;
  /** Narrower than this it is scrolled, so that names stay to be read. */
  readonly minWidth?: number;
  /** What is in the fields of a new one. */
  readonly blank: Typed;
  /** What is in the fields of one that is there. */
  readonly typedOf: (thing: Thing) => Typed;
  readonly onCreate: (typed: Typed) => Promise<unknown>;
  readonly onChange: (thing: Thing, typed: Typed) => Promise<Thing>;
  /** The capability whose answers are no longer right afterwards. */
  readonly stale: string;
  /** Fields besides the name. */
  readonly children?: ReactNode;
}

/** A short list of named things: made and changed in a dialog, each change with the way back. */
export function NamedPanel<Thing extends NamedThing, Typed extends Named>(
  props: NamedPanelProps<Thing, Typed>,
) {
  const { words, things, columns, mayEdit, blank, typedOf, onCreate, onChange, stale } = props;
  const queries = useQueryClient();
  const tell = useUndo();
  const [edited, setEdited] = useState<Thing | "new">();
  const thing = edited === "new" ? undefined : edited;
  const again = () => queries.invalidateQueries({ queryKey: [stale] });
  const save = async (typed: Typed) => {
    if (!thing) return onCreate(typed).then(again);
    const saved = await onChange(thing, typed);
    await again();
    const undo = () => onChange(saved, typedOf(thing)).then(again);
    tell({ text: words.changed(saved.name), undo });
  };
  const create = <Button onClick={() => setEdited("new")}>{words.create}</Button>;
  return (
    <Panel title={words.title} extra={mayEdit && create}>
      {things.length === 0 ? (
        <EmptyState title={words.none}>{words.noneHelp}</EmptyState>
      ) : (
        <Table<Thing>
          aria-label={words.title}
          dataSource={[...things]}
          rowKey="id"
          pagination={false}
          scroll={{ x: props.minWidth ?? 640 }}
          columns={[
            { key: "name", title: words.name, dataIndex: "name", ellipsis: true },
            { key: "code", title: words.code, dataIndex: "code", width: 180, ellipsis: true },
            ...columns,
            {
              key: "acts",
              width: 120,
              align: "right",
              render: (_, one) =>
                mayEdit && (
                  <Button size="small" onClick={() => setEdited(one)}>
                    {words.change}
                  </Button>
                ),
            },
          ]}
        />
      )}
      <NamedDialog<Typed>
        open={edited !== undefined}
        title={thing ? words.changing(thing.name) : words.create}
        verb={thing ? words.saveVerb : words.createVerb}
        thing={thing}
        initial={thing ? typedOf(thing) : blank}
        onClose={() => setEdited(undefined)}
        onSave={save}
      >
        {props.children}
      </NamedDialog>
    </Panel>
  );
}
