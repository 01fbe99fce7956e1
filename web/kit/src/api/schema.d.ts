// Generated from the OpenAPI document of Habitué by scripts/generate.mjs; do not edit.
import type { Id, Minor, Points } from "../brand";

export interface paths {
    "/api/v1/approvals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List approvals
         * @description Those that the reader may decide on and those the reader asked for, the latest first.
         */
        get: operations["list-approvals"];
        put?: never;
        /**
         * Ask for a draft to be published
         * @description Somebody other than the asker approves. A draft that is changed afterwards has to be asked for again.
         */
        post: operations["ask-approval"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/approvals/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One approval and what it would change */
        get: operations["get-approval"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/approvals/{id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Approve */
        post: operations["approve-approval"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/approvals/{id}/refuse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Refuse */
        post: operations["refuse-approval"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/approvals/{id}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take one's own asking back */
        post: operations["withdraw-approval"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/approvals/kinds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a second person looks at */
        get: operations["list-approval-kinds"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/catalog/articles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List and search articles */
        get: operations["list-articles"];
        put?: never;
        /** Make an article */
        post: operations["create-article"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/catalog/articles/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One article */
        get: operations["get-article"];
        /**
         * Change an article
         * @description Counts for orders that are recorded from then on; those on record stay as they are.
         */
        put: operations["edit-article"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/catalog/articles/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give many articles a category, brand, and whether they earn
         * @description The answer is the request that takes it back: what each article was before, with the version it has now.
         */
        post: operations["file-articles"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/catalog/brands": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List brands of goods */
        get: operations["list-goods-brands"];
        put?: never;
        /** Make a brand of goods */
        post: operations["create-goods-brand"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/catalog/brands/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Rename a brand of goods */
        put: operations["rename-goods-brand"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/catalog/categories": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List categories */
        get: operations["list-categories"];
        put?: never;
        /** Make a category */
        post: operations["create-category"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/catalog/categories/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Rename, move or order a category
         * @description It moves with everything below it.
         */
        put: operations["edit-category"];
        post?: never;
        /** Delete a category that holds nothing */
        delete: operations["delete-category"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/insight/articles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The articles that sold most */
        get: operations["get-top-articles"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/insight/articles/sold": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was sold of certain articles */
        get: operations["get-sold-articles"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/insight/hours": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** When the shop sells: weekday and hour */
        get: operations["get-hours"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/insight/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The members whom a figure counts
         * @description With the period and filters of the figure, page by page by id. Names and phones are masked as the reader's permissions say.
         */
        get: operations["list-insight-members"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/insight/overview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The figures of a period
         * @description Sales, members, repurchase and points, each beside the period before and last year. Where there are several currencies, one must be chosen.
         */
        get: operations["get-overview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/insight/stores": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Sales, last order and members of each store */
        get: operations["get-stores-figures"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/insight/tiers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Levels and the moves between them */
        get: operations["get-tier-mix"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/insight/trend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Sales by day, week or month, whole or split */
        get: operations["get-trend"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/intake/files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Files that are kept */
        get: operations["list-files"];
        put?: never;
        /**
         * Send a file, to be looked at before anything is done
         * @description The body is the file itself. It is kept for 3 days, can be inspected and tried, and goes when it was brought in.
         */
        post: operations["send-file"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/intake/files/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One file that is kept */
        get: operations["get-file"];
        put?: never;
        post?: never;
        /** Delete a file that is kept */
        delete: operations["delete-file"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/intake/files/{id}/inspect": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** See a file's columns and what they are taken for */
        post: operations["inspect-file"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/intake/files/{id}/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Try a file or bring it in */
        post: operations["run-file"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/intake/mappings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Mappings, those that were saved and those that came with the program */
        get: operations["list-mappings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/intake/mappings/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Save a mapping */
        put: operations["save-mapping"];
        post?: never;
        /** Delete a saved mapping */
        delete: operations["delete-mapping"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/intake/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Bring in a file of orders
         * @description The body is the file itself (CSV or .csv.gz, up to 2 GiB, streamed). Answers with a run whose progress can be read.
         */
        post: operations["import-orders"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/intake/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Files brought in, the newest first */
        get: operations["list-imports"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/intake/runs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Progress and outcome of a run */
        get: operations["get-import"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/intake/runs/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Break a run off
         * @description What was applied stays; a retry goes on from there.
         */
        post: operations["cancel-import"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/intake/runs/{id}/errors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Rows that were refused, as CSV */
        get: operations["get-import-errors"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/intake/runs/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Do a run again that failed or was broken off */
        post: operations["retry-import"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ledger/adjust-reasons": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Reasons of adjusting by hand */
        get: operations["list-adjust-reasons"];
        /** Replace the reasons of adjusting by hand */
        put: operations["set-adjust-reasons"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ledger/assets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What members' accounts count */
        get: operations["list-assets"];
        put?: never;
        /**
         * Make an asset
         * @description Its first rule holds since ever and knows no limits: until two people have published some, every adjustment by hand needs a second person.
         */
        post: operations["create-asset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ledger/assets/{asset}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One asset with the rule in force */
        get: operations["get-asset"];
        /** Give an asset other names */
        put: operations["rename-asset"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ledger/assets/{asset}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every version of an asset's rule */
        get: operations["list-asset-rules"];
        put?: never;
        /**
         * Draft a version of an asset's rule
         * @description Another expiry counts for lots that are credited from then on; those of before keep theirs.
         */
        post: operations["draft-asset-rule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ledger/assets/{asset}/versions/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Change a draft of an asset's rule */
        put: operations["revise-asset-rule"];
        post?: never;
        /** Throw a draft of an asset's rule away */
        delete: operations["discard-asset-rule"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ledger/assets/{asset}/versions/{version}/publish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Publish a version of an asset's rule alone
         * @description Only where nobody else may approve; says why, and the audit trail says so. Otherwise ask by POST /approvals. Keys cannot publish.
         */
        post: operations["publish-asset-rule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ledger/assets/{asset}/words": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say an asset's rule in words, without keeping it */
        post: operations["word-asset-rule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ledger/breakage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The breakage curve and expected breakage
         * @description What became of each month's credits as they aged; every cohort teaches the months that it lived through, and from that follows what of the open ones is expected to lapse.
         */
        get: operations["get-breakage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ledger/checkpoint": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Latest signed checkpoint of the ledger's log
         * @description A signed note as the world of sumdb has it. Keep it: it is what later shows that nothing was changed.
         */
        get: operations["ledger-checkpoint"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ledger/checkpoint/consistency": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Proof that the log continues an earlier one */
        get: operations["ledger-consistency"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ledger/checkpoint/key": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Public key of the checkpoints */
        get: operations["ledger-checkpoint-key"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ledger/checkpoint/origins": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Names that the ledger's log has had
         * @description After a backup was restored, or the key was changed, the log goes on under another name, and a signed statement says from where.
         */
        get: operations["ledger-origins"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ledger/holds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Set value aside
         * @description What is held is not available and does not expire meanwhile; it is captured, in parts if need be, released, or released by itself when its time is over.
         */
        post: operations["hold-value"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ledger/holds/{id}/capture": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Spend what a hold has set aside */
        post: operations["capture-hold"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ledger/holds/{id}/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Release a hold */
        post: operations["release-hold"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ledger/liability": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What is owed to members, by age and by expiry
         * @description What is left in lots less what members owe is what the trial balance says of members. When lots end is told as known now, also of an earlier instant.
         */
        get: operations["get-liability"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ledger/liability/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export the liability
         * @description CSV (UTF-8 with a byte order mark) or XLSX; headers are in both languages, and no text runs as a formula.
         */
        get: operations["export-liability"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ledger/postings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find postings
         * @description By the number of an order or refund, by member, by what caused them, by key or by hold, newest first. Who works in certain stores names the number or the member.
         */
        get: operations["find-postings"];
        put?: never;
        /**
         * Post a change of value
         * @description Durable when it is answered. Refused as a whole where the balance does not suffice.
         */
        post: operations["post-value"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ledger/postings/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One posting
         * @description With its entries, the lots it drew and opened, what it reverses and what reversed it. At once where the member is named, else a few seconds late.
         */
        get: operations["get-posting"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ledger/postings/{id}/reverse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reverse a posting, in part or whole
         * @description As often as needed, up to the whole. What was drawn goes back to the very lots, with their expiry. A transfer is reversed at either of its two postings, and both are.
         */
        post: operations["reverse-posting"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ledger/postings/batch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post many changes of value
         * @description Up to 100, each decided by itself: a refusal of one leaves the others alone.
         */
        post: operations["post-values"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ledger/roll-forward": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The roll-forward by month
         * @description Opening, what came and went by side, closing; a closing is what the trial balance of that instant says of members.
         */
        get: operations["get-roll-forward"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ledger/roll-forward/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export the roll-forward
         * @description CSV (UTF-8 with a byte order mark) or XLSX; headers are in both languages, and no text runs as a formula.
         */
        get: operations["export-roll-forward"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ledger/tile/{level}/{tile}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Tile of the ledger's log
         * @description 256 hashes side by side, laid out as c2sp.org/tlog-tiles has it, so that an independent monitor mirrors the log and checks each checkpoint; what entries say is not among them.
         */
        get: operations["ledger-tile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ledger/transfers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Move value from one member to another
         * @description The lots that expire first go first and keep their expiry. Growth cannot be given away.
         */
        post: operations["transfer-value"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ledger/trial-balance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The trial balance
         * @description What all entries of each asset come to, side by side; members and house together are zero.
         */
        get: operations["get-trial-balance"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ledger/trial-balance/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export the trial balance
         * @description CSV (UTF-8 with a byte order mark) or XLSX; headers are in both languages, and no text runs as a formula.
         */
        get: operations["export-trial-balance"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List and find members
         * @description By the search box q, by exact phone or card, or page by page as filtered and sorted; filters are answered by the replica, a few seconds behind. A search that fits too many answers member.too_common: say more. Names and phones are masked as the reader's permissions say.
         */
        get: operations["list-members"];
        put?: never;
        /** Take a person in as a member */
        post: operations["join-member"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/members/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One member */
        get: operations["get-member"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/members/{id}/adjustments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was adjusted by hand, newest first */
        get: operations["list-member-adjustments"];
        put?: never;
        /**
         * Adjust a member's value by hand
         * @description Done at once within the limit of the asker's roles, which the asset's rule sets; above it somebody else with ledger:approve has 7 days to approve. For people: keys are refused.
         */
        post: operations["adjust-member"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/members/{id}/balances": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a member has */
        get: operations["list-member-balances"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/members/{id}/balances/past": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a member had at an instant
         * @description By when things happened it is what was true then, as known now; by when they were recorded, what the books said then.
         */
        get: operations["get-member-past-balances"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/members/{id}/entries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A member's entries, each with its reasons */
        get: operations["list-member-entries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/members/{id}/holds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A member's holds, newest first */
        get: operations["list-member-holds"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/members/{id}/lots": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A member's lots
         * @description In the order in which they are drawn: first expiring first, those that never expire last.
         */
        get: operations["list-member-lots"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/members/{id}/lots/{lot}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One lot, with everything that happened to it */
        get: operations["get-member-lot"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/members/{id}/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A member's orders, with what each earned */
        get: operations["list-member-orders"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/members/{id}/postings/{posting}/proof": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Proof that a posting is in the signed log */
        get: operations["prove-posting"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/members/{id}/profile": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A member's value: RFM, class and moves */
        get: operations["get-member-profile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/members/{id}/reveal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** See a member's personal data in plain text (audited) */
        post: operations["reveal-member"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/members/{id}/statement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A member's statement
         * @description Opening, every posting of the period with what there was after it, closing; oldest first. Opening and all changes are closing.
         */
        get: operations["get-member-statement"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/members/{id}/statement/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export a member's statement
         * @description CSV (UTF-8 with a byte order mark) or XLSX; headers are in both languages, and no text runs as a formula.
         */
        get: operations["export-member-statement"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/members/{id}/tier": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A member's level, progress and moves */
        get: operations["get-member-tier"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/members/{id}/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A member's time line: orders, refunds, postings, moves between levels and value classes, looks at personal data, joining
         * @description Merged by time, newest first, each with its reason; kinds that the reader may not see are left out. Orders that brought nothing say why, too.
         */
        get: operations["list-member-timeline"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/members/count": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How many members a filter wants
         * @description Counts up to 100,000 and then says that there are more. The replica answers, a few seconds behind.
         */
        get: operations["count-members"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/members/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Export a list of members (masked, audited)
         * @description CSV (UTF-8 with a byte order mark); names and phones are masked for everybody; cells that begin with = + - @ get an apostrophe in front. At most 100,000 members.
         */
        post: operations["export-members"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List and search orders
         * @description Newest first. Days, stores and numbers are answered up to this moment; the other filters by the replica, which may be some seconds behind.
         */
        get: operations["list-orders"];
        put?: never;
        /**
         * Report an order
         * @description The same reference of a source counts once; what it earns follows by the rules. Up to 4 MiB.
         */
        post: operations["report-order"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One order: lines, refunds, what it brought and why */
        get: operations["get-order"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders/{id}/attach": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Late entry: attach a receipt to a member
         * @description Number, amount and day must be those of the receipt; it earns by the rule and level of when it was bought. A receipt is attached once.
         */
        post: operations["attach-order"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders/late": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List late entries */
        get: operations["list-late-entries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders/late/policy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What bounds late entries */
        get: operations["get-late-policy"];
        /** Change what bounds late entries */
        put: operations["set-late-policy"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders/late/staff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Late entries by who made them
         * @description Most first; whoever attaches many for few members stands out. The last 30 days when absent.
         */
        get: operations["sum-late-entries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/org/brands": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the retailer's brands */
        get: operations["list-org-brands"];
        put?: never;
        /** Make a brand of the retailer */
        post: operations["create-org-brand"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/org/brands/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Rename a brand of the retailer */
        put: operations["rename-org-brand"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/org/channels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List channels */
        get: operations["list-channels"];
        put?: never;
        /** Make a channel */
        post: operations["create-channel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/org/channels/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Change a channel's name and kind */
        put: operations["edit-channel"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/org/regions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List regions */
        get: operations["list-regions"];
        put?: never;
        /** Make a region */
        post: operations["create-region"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/org/regions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Rename or move a region */
        put: operations["edit-region"];
        post?: never;
        /** Delete a region that holds nothing */
        delete: operations["delete-region"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/org/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Settings of the retailer */
        get: operations["get-org-settings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/org/stores": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List and search stores */
        get: operations["list-stores"];
        put?: never;
        /** Make a store */
        post: operations["create-store"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/org/stores/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One store */
        get: operations["get-store"];
        /**
         * Change a store
         * @description Zone and cut-off count for orders that are recorded from then on; the business days of others stay.
         */
        put: operations["edit-store"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/org/stores/{id}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Close a store
         * @description What it sold and its members stay; an order that is reported late is still taken.
         */
        post: operations["close-store"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/org/stores/{id}/reopen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Open a closed store again */
        post: operations["reopen-store"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/profile/classes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Value classes and moves between them */
        get: operations["get-value-classes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/profile/recency": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Members by days since their last purchase */
        get: operations["get-recency"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/profile/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far the latest reckoning is */
        get: operations["get-profile-refresh"];
        put?: never;
        /**
         * Reckon everybody's value anew
         * @description Goes on in the background; its progress can be read. Where one waits already, that is the answer.
         */
        post: operations["refresh-profile"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/profile/rfm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Members by recency and frequency
         * @description Any past business day is reckoned when asked, by the rule in force at its end, and nothing is written.
         */
        get: operations["get-rfm-grid"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/profile/rule": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The rule of value classes in force */
        get: operations["get-profile-rule"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/profile/rule/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What a rule would change
         * @description As of today, compares the classes by the rule in force with those by the one given. Nothing is written.
         */
        post: operations["preview-profile-rule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/profile/rule/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every version of the rule of value classes */
        get: operations["list-profile-rules"];
        put?: never;
        /** Draft a version of the rule of value classes */
        post: operations["draft-profile-rule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/profile/rule/versions/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Change a draft of the rule of value classes */
        put: operations["revise-profile-rule"];
        post?: never;
        /** Throw a draft of the rule of value classes away */
        delete: operations["discard-profile-rule"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/profile/rule/versions/{version}/publish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Publish a version of the rule of value classes alone
         * @description Only where nobody else may approve; says why, and the audit trail says so. Otherwise ask by POST /approvals. Keys cannot publish.
         */
        post: operations["publish-profile-rule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/profile/rule/words": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say a rule of value classes in words, without keeping it */
        post: operations["word-profile-rule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/program/earning": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The earning rule in force */
        get: operations["get-earning-rule"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/program/earning/articles/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What an article earns by the rule in force */
        get: operations["get-article-earning"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/program/earning/categories/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What goods of a category earn by the rule in force */
        get: operations["get-category-earning"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/program/earning/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try an earning rule on real orders
         * @description Reckons recent orders of members under the rule in force and under the draft. Writes nothing.
         */
        post: operations["preview-earning-rule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/program/earning/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every version of the earning rule */
        get: operations["list-earning-rules"];
        put?: never;
        /** Draft a version of the earning rule */
        post: operations["draft-earning-rule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/program/earning/versions/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Change a draft of the earning rule */
        put: operations["revise-earning-rule"];
        post?: never;
        /** Throw a draft of the earning rule away */
        delete: operations["discard-earning-rule"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/program/earning/versions/{version}/publish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Publish a version of the earning rule alone
         * @description Only where nobody else may approve; says why, and the audit trail says so. Otherwise ask by POST /approvals. Keys cannot publish.
         */
        post: operations["publish-earning-rule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/program/earning/words": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say an earning rule in words, without keeping it */
        post: operations["word-earning-rule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/refunds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Report a refund
         * @description Takes back exactly what its lines earned; never more than was bought.
         */
        post: operations["report-refund"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is signed in, and what they may do */
        get: operations["get-session"];
        put?: never;
        /**
         * Sign in
         * @description Sets the session cookie. Repeated failure locks the account for a while; each address has a rate limit.
         */
        post: operations["sign-in"];
        /** Sign out */
        delete: operations["sign-out"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/locale": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Change the language of the console */
        put: operations["change-locale"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change the password
         * @description Ends every session of the account and begins a new one for this browser.
         */
        post: operations["change-password"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/views": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The views I saved */
        get: operations["list-views"];
        /** Save a view */
        put: operations["save-view"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/views/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Delete a view */
        delete: operations["delete-view"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List staff accounts */
        get: operations["list-staff-accounts"];
        put?: never;
        /** Make a staff account */
        post: operations["create-staff-account"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/accounts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One staff account */
        get: operations["get-staff-account"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/accounts/{id}/disable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Disable an account and end its sessions at once */
        post: operations["disable-staff-account"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/accounts/{id}/enable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Enable an account */
        post: operations["enable-staff-account"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/accounts/{id}/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Reset a password and get one for the next sign-in */
        post: operations["reset-staff-password"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/accounts/{id}/roles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Give somebody other roles
         * @description Counts at once. The last administrator keeps the role, and nobody changes their own.
         */
        put: operations["change-staff-roles"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/accounts/{id}/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where somebody is signed in */
        get: operations["list-staff-sessions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/accounts/{id}/sessions/{session}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End one sign-in of somebody */
        delete: operations["end-staff-session"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/accounts/{id}/stores": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Say in which stores somebody works */
        put: operations["set-staff-stores"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/accounts/{id}/unlock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a lock of failed sign-ins away */
        post: operations["unlock-staff-account"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The audit trail */
        get: operations["list-audit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List API keys */
        get: operations["list-keys"];
        put?: never;
        /** Make an API key */
        post: operations["create-key"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take an API key back */
        delete: operations["revoke-key"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/roles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Roles and what they may do */
        get: operations["list-roles"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/system/about": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Versions, health and connections */
        get: operations["get-system-about"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/system/backups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The latest backups
         * @description As habitue backup put them on record; of others the program knows nothing.
         */
        get: operations["list-backups"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/system/checks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The latest runs of the proofs
         * @description They are made every night; the job check.nightly makes them at once.
         */
        get: operations["list-checks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/system/comparisons": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The latest comparisons of the replica with the database
         * @description The job replica.compare_new compares what is new, replica.compare_nightly everything.
         */
        get: operations["list-comparisons"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/system/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Jobs */
        get: operations["list-jobs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/system/jobs/{job}/run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Run a job now
         * @description Goes on in the background. One that waits or runs already is not queued again.
         */
        post: operations["run-job"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/system/listeners": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Listeners and what they still have to hear */
        get: operations["list-listeners"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/system/listeners/{listener}/notices/{id}/drop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give a parked notice up
         * @description For ever: its listener will not hear it. The audit trail keeps what it was, and why.
         */
        post: operations["drop-notice"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/system/listeners/{listener}/notices/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Retry a parked notice */
        post: operations["retry-notice"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/system/listeners/{listener}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Pause a listener
         * @description The batch in hand is finished; what comes afterwards waits until it goes on.
         */
        post: operations["pause-listener"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/system/listeners/{listener}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let a paused listener go on */
        post: operations["resume-listener"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/system/listeners/{listener}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Retry everything that is parked of a listener */
        post: operations["retry-listener"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/system/notices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Parked notices */
        get: operations["list-parked-notices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/system/replica": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How the columnar replica stands
         * @description The job replica.rebuild makes it anew; the former copy answers until the new one is whole.
         */
        get: operations["get-replica"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/system/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How the program is */
        get: operations["get-system-status"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/system/tables": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Rows and sizes of tables
         * @description Rows are PostgreSQL's estimates; null where it has not counted yet.
         */
        get: operations["list-system-tables"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tiers/ladder": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The tiers in force */
        get: operations["get-ladder"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tiers/ladder/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try tiers on the members' histories
         * @description Reckons levels as if the draft had always held, beside those of now. Writes nothing; after publishing, levels move at the next purchase, refund or review.
         */
        post: operations["preview-ladder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tiers/ladder/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every version of the tiers */
        get: operations["list-ladders"];
        put?: never;
        /** Draft a version of the tiers */
        post: operations["draft-ladder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tiers/ladder/versions/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Change a draft of the tiers */
        put: operations["revise-ladder"];
        post?: never;
        /** Throw a draft of the tiers away */
        delete: operations["discard-ladder"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tiers/ladder/versions/{version}/publish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Publish a version of the tiers alone
         * @description Only where nobody else may approve; says why, and the audit trail says so. Otherwise ask by POST /approvals. Keys cannot publish.
         */
        post: operations["publish-ladder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tiers/ladder/words": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say tiers in words, without keeping them */
        post: operations["word-ladder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        About: {
            /**
             * @description Version of the replica's engine; null where this process keeps none, or it is being made
             * @example v1.5.0
             */
            duckdb: string | null;
            /**
             * @description Version of Go that it was built with
             * @example go1.26.0
             */
            go: string;
            /** @description Pools of connections to the database */
            pools: components["schemas"]["DatabasePool"][];
            /**
             * @description Version of PostgreSQL
             * @example 18.1
             */
            postgresql: string;
            /** @description The PostgreSQL is the program's own */
            private: boolean;
            /**
             * @description Version of the program
             * @example 0.1.0
             */
            program: string;
            /** @description What the process does that answered */
            roles: string[];
            /**
             * Format: int64
             * @description Version of the database's schema
             * @example 21
             */
            schema: number;
            /**
             * Format: int64
             * @description The newest that this program knows
             * @example 21
             */
            schema_known: number;
            /**
             * Format: date-time
             * @description Since when it runs
             * @example 2026-09-12T01:00:00Z
             */
            started_at: string;
            /** @description What must be right, as /readyz has it */
            states: components["schemas"]["PartState"][];
        };
        Account: {
            /**
             * Format: date-time
             * @description When it was made
             * @example 2026-01-05T02:00:00Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @description Since when it cannot be used
             * @example 2026-09-12T01:15:00Z
             */
            disabled_at: string | null;
            /**
             * @description E-mail, with which they sign in
             * @example li@example.com
             */
            email: string;
            /**
             * Format: id
             * @description Id
             * @example 73014444033
             */
            id: Id;
            /**
             * @description Language of the console
             * @example zh-CN
             */
            locale: string;
            /**
             * Format: date-time
             * @description Locked out until then
             * @example 2026-09-12T01:15:00Z
             */
            locked_until: string | null;
            /**
             * @description The password holds for one sign-in only
             * @example false
             */
            must_change: boolean;
            /**
             * @description Name
             * @example 李店长
             */
            name: string;
            /**
             * @description Roles
             * @example [
             *       "operations"
             *     ]
             */
            roles: string[];
            /**
             * Format: date-time
             * @description Last sign-in
             * @example 2026-09-12T01:00:00Z
             */
            signed_in_at: string | null;
            /** @description Stores in which they work: all that a store manager, cashier or adviser sees orders and members of */
            stores: components["schemas"]["Place"][];
        };
        Adjustment: {
            /**
             * Format: points
             * @description What the member gets, or loses when negative; of an extension how much lives longer
             * @example 36
             */
            amount: Points;
            /** @description The approval it needs; null: within the limit */
            approval_id: Id | null;
            /**
             * Format: date-time
             * @description When
             * @example 2026-09-12T04:20:00Z
             */
            asked_at: string;
            /** @description Who asked */
            asked_by: components["schemas"]["Doer"];
            /**
             * @description Code of the asset
             * @example points
             */
            asset: string;
            /** @description Who decided */
            decided_by: components["schemas"]["Doer"] | null;
            /**
             * @description Why an approved one could not be done, in the reader's language
             * @example 余额不足。
             */
            fault: string | null;
            /**
             * Format: id
             * @description Id
             * @example 73014444033
             */
            id: Id;
            /**
             * @description Gives or takes; lets lots live longer; or undoes an adjustment
             * @example adjust
             * @enum {string}
             */
            kind: "adjust" | "extend" | "undo";
            /** @description Of an extension: which lots */
            lots: Id[];
            /**
             * Format: id
             * @description Whose value it changes
             * @example 73014444033
             */
            member_id: Id;
            /**
             * @description What was typed beside it
             * @example 客诉补偿
             */
            note: string;
            /** @description What was posted */
            posting_id: Id | null;
            /** @description Why */
            reason: components["schemas"]["Reason"];
            /**
             * @description The staff's own number for it
             * @example CS-20260912-17
             */
            reference: string;
            /**
             * @description Where it is in its life
             * @example done
             * @enum {string}
             */
            status: "asked" | "approved" | "refused" | "withdrawn" | "expired" | "done" | "failed";
            /** @description Of an undoing: the posting */
            undoes: Id | null;
            /**
             * @description All of it was reversed
             * @example false
             */
            undone: boolean;
            /**
             * Format: date-time
             * @description Of an extension: the end that lots have at least
             * @example 2027-03-31T16:00:00Z
             */
            until: string | null;
        };
        AdjustmentOutcome: {
            /** @description What was done or is asked for; null when it was tried only */
            adjustment: components["schemas"]["Adjustment"] | null;
            /** @description And afterwards */
            after: components["schemas"]["Possession"];
            /**
             * Format: points
             * @description What the member gets, or loses when negative; of an extension how much lives longer
             * @example 36
             */
            amount: Points;
            /**
             * @description Code of the asset
             * @example points
             */
            asset: string;
            /** @description What the member has before */
            before: components["schemas"]["Possession"];
            /**
             * Format: points
             * @description Up to how much the asker does it alone
             * @example 36
             */
            limit: Points;
            /** @description Of an extension: lots whose end moves */
            lots: components["schemas"]["LotMoved"][];
            /**
             * @description Whether a second person has to look
             * @example false
             */
            needs_approval: boolean;
        };
        AdjustmentToDecide: {
            /** @description And would have */
            after: components["schemas"]["Possession"] | null;
            /**
             * Format: points
             * @description What the member gets, or loses when negative; of an extension how much lives longer
             * @example 36
             */
            amount: Points;
            /** @description The approval it needs; null: within the limit */
            approval_id: Id | null;
            /**
             * Format: date-time
             * @description When
             * @example 2026-09-12T04:20:00Z
             */
            asked_at: string;
            /** @description Who asked */
            asked_by: components["schemas"]["Doer"];
            /**
             * @description Code of the asset
             * @example points
             */
            asset: string;
            /** @description What the member has now; null where it can no longer be done, or is decided */
            before: components["schemas"]["Possession"] | null;
            /** @description Who decided */
            decided_by: components["schemas"]["Doer"] | null;
            /**
             * @description Why an approved one could not be done, in the reader's language
             * @example 余额不足。
             */
            fault: string | null;
            /**
             * Format: id
             * @description Id
             * @example 73014444033
             */
            id: Id;
            /**
             * @description Gives or takes; lets lots live longer; or undoes an adjustment
             * @example adjust
             * @enum {string}
             */
            kind: "adjust" | "extend" | "undo";
            /** @description Of an extension: which lots */
            lots: Id[];
            /**
             * Format: id
             * @description Whose value it changes
             * @example 73014444033
             */
            member_id: Id;
            /**
             * @description What was typed beside it
             * @example 客诉补偿
             */
            note: string;
            /** @description What was posted */
            posting_id: Id | null;
            /**
             * @description Why it could not be done now, in the reader's language
             * @example 余额不足。
             */
            problem: string | null;
            /** @description Why */
            reason: components["schemas"]["Reason"];
            /**
             * @description The staff's own number for it
             * @example CS-20260912-17
             */
            reference: string;
            /**
             * @description Where it is in its life
             * @example done
             * @enum {string}
             */
            status: "asked" | "approved" | "refused" | "withdrawn" | "expired" | "done" | "failed";
            /** @description Of an undoing: the posting */
            undoes: Id | null;
            /**
             * @description All of it was reversed
             * @example false
             */
            undone: boolean;
            /**
             * Format: date-time
             * @description Of an extension: the end that lots have at least
             * @example 2027-03-31T16:00:00Z
             */
            until: string | null;
        };
        AdjustReason: {
            /**
             * @description Code; stays
             * @example goodwill
             */
            code: string;
            /**
             * @description Name in the reader's language
             * @example 补偿
             */
            readonly name?: string;
            /** @description Name in every language */
            name_i18n: {
                [key: string]: string;
            };
        };
        AdjustReasons: {
            /** @description In the order in which they are shown */
            items: components["schemas"]["AdjustReason"][];
        };
        Agreement: {
            /**
             * @description Of the draft that was looked at
             * @example 9f86d081884c7d65
             */
            hash: string;
            /**
             * @description What the decider says
             * @example 同意
             */
            reason?: string;
        };
        Approval: {
            /**
             * Format: date-time
             * @description When
             * @example 2026-09-12T01:00:00Z
             */
            asked_at: string;
            /** @description Who asked */
            asked_by: components["schemas"]["Colleague"];
            /**
             * Format: date-time
             * @description When
             * @example 2026-09-12T02:00:00Z
             */
            decided_at: string | null;
            /** @description Who decided */
            decided_by: components["schemas"]["Colleague"] | null;
            /**
             * Format: date-time
             * @description Until when it can be decided
             * @example 2026-09-19T01:00:00Z
             */
            expires_at: string;
            /**
             * @description Why an approved one could not be carried out, in the reader's language
             * @example 草稿已被改动
             */
            fault: string | null;
            /**
             * @description Of the draft as it was asked for
             * @example 9f86d081884c7d65
             */
            hash: string;
            /**
             * Format: id
             * @description Id
             * @example 73014444033
             */
            id: Id;
            /**
             * @description What is asked for
             * @example earning_rule
             * @enum {string}
             */
            kind: "earning_rule" | "ladder" | "profile_rule" | "asset_rule" | "adjustment";
            /**
             * @description Whether the reader may decide on it now
             * @example true
             */
            may_decide: boolean;
            /**
             * @description What the asker says about it
             * @example 双十一前把银卡倍率调回 2 倍
             */
            note: string;
            /**
             * @description What the decider said
             * @example 金卡倍率过高
             */
            reason: string | null;
            /**
             * Format: date-time
             * @description From when it is to hold; null: at once
             * @example 2026-10-01T00:00:00Z
             */
            starts_at: string | null;
            /**
             * @description Where it is in its life
             * @example asked
             * @enum {string}
             */
            status: "asked" | "approved" | "refused" | "withdrawn" | "expired" | "done" | "failed";
            /**
             * @description Version of the draft; of an asset's rule asset/version, of an adjustment member/adjustment
             * @example 4
             */
            subject: string;
        };
        ApprovalDetail: {
            /** @description Of an adjustment: what it is, and what would come of it now */
            adjustment: components["schemas"]["AdjustmentToDecide"] | null;
            /**
             * Format: date-time
             * @description When
             * @example 2026-09-12T01:00:00Z
             */
            asked_at: string;
            /** @description Who asked */
            asked_by: components["schemas"]["Colleague"];
            /**
             * @description The draft is no longer what was asked for
             * @example false
             */
            changed: boolean;
            /**
             * Format: date-time
             * @description When
             * @example 2026-09-12T02:00:00Z
             */
            decided_at: string | null;
            /** @description Who decided */
            decided_by: components["schemas"]["Colleague"] | null;
            /** @description What it changes against what holds until it does, in sentences */
            differences: components["schemas"]["Difference"][];
            /**
             * Format: date-time
             * @description Until when it can be decided
             * @example 2026-09-19T01:00:00Z
             */
            expires_at: string;
            /**
             * @description Why an approved one could not be carried out, in the reader's language
             * @example 草稿已被改动
             */
            fault: string | null;
            /**
             * @description Of the draft as it was asked for
             * @example 9f86d081884c7d65
             */
            hash: string;
            /**
             * Format: id
             * @description Id
             * @example 73014444033
             */
            id: Id;
            /**
             * @description What is asked for
             * @example earning_rule
             * @enum {string}
             */
            kind: "earning_rule" | "ladder" | "profile_rule" | "asset_rule" | "adjustment";
            /**
             * @description Whether the reader may decide on it now
             * @example true
             */
            may_decide: boolean;
            /**
             * @description What the asker says about it
             * @example 双十一前把银卡倍率调回 2 倍
             */
            note: string;
            /**
             * @description What the decider said
             * @example 金卡倍率过高
             */
            reason: string | null;
            /**
             * Format: date-time
             * @description From when it is to hold; null: at once
             * @example 2026-10-01T00:00:00Z
             */
            starts_at: string | null;
            /**
             * @description Where it is in its life
             * @example asked
             * @enum {string}
             */
            status: "asked" | "approved" | "refused" | "withdrawn" | "expired" | "done" | "failed";
            /**
             * @description Version of the draft; of an asset's rule asset/version, of an adjustment member/adjustment
             * @example 4
             */
            subject: string;
            /** @description The draft in sentences of the reader's language */
            words: string[];
        };
        ApprovalKind: {
            /**
             * @description What can be asked for
             * @example earning_rule
             */
            kind: string;
            /**
             * @description Whether the reader may ask for it and decide on it
             * @example true
             */
            may: boolean;
            /**
             * Format: int64
             * @description How many other people may decide; with none, the reader publishes alone and says why
             * @example 2
             */
            others: number;
        };
        Article: {
            /**
             * Format: date-time
             * @description Since when it is not sold any more; null: in use
             * @example 2026-09-12T01:00:00Z
             */
            archived_at: string | null;
            /** @description Its brand */
            brand: components["schemas"]["CatalogName"] | null;
            /** @description Its category */
            category: components["schemas"]["CatalogName"] | null;
            /**
             * @description Code in the retailer's systems
             * @example TEA-0042
             */
            code: string;
            /**
             * @description Whether it can earn points
             * @example true
             */
            earns: boolean;
            /**
             * Format: id
             * @description Id
             * @example 73014444033
             */
            id: Id;
            /**
             * @description What it is
             * @example goods
             * @enum {string}
             */
            kind: "goods" | "delivery" | "service" | "tip" | "discount" | "other";
            /**
             * @description Name in the reader's language
             * @example 茉莉绿茶 大杯
             */
            name: string;
            /** @description Name in every language */
            name_i18n: {
                [key: string]: string;
            };
            /**
             * Format: date-time
             * @description Last change
             * @example 2026-09-12T01:00:00Z
             */
            updated_at: string;
            /**
             * Format: int64
             * @description Counts the changes; a change names the one it was made of
             * @example 3
             */
            version: number;
        };
        ArticleChange: {
            /**
             * @description Not sold any more
             * @example false
             */
            archived?: boolean;
            /**
             * @description Code of its brand; none when absent
             * @example cloudridge
             */
            brand?: string;
            /**
             * @description Code of its category; none when absent
             * @example tea
             */
            category?: string;
            /**
             * @description Whether it can earn points, from the next order on
             * @example true
             */
            earns: boolean;
            /**
             * @description What it is; only goods earn
             * @example goods
             * @enum {string}
             */
            kind: "goods" | "delivery" | "service" | "tip" | "discount" | "other";
            /** @description Name by language */
            name_i18n: {
                [key: string]: string;
            };
            /**
             * Format: int64
             * @description The version that was seen; where somebody has changed it since, the change is refused
             * @example 3
             */
            version: number;
        };
        ArticleFiling: {
            /**
             * @description Code of its brand; empty: none
             * @example cloudridge
             */
            brand: string;
            /**
             * @description Code of its category; empty: none
             * @example tea
             */
            category: string;
            /**
             * @description Whether it can earn points
             * @example true
             */
            earns: boolean;
            /**
             * Format: id
             * @description Id of the article
             * @example 73014444033
             */
            id: Id;
            /**
             * Format: int64
             * @description The version that was seen; where somebody has changed it since, the change is refused
             * @example 3
             */
            version: number;
        };
        ArticleFilings: {
            /** @description All of them are changed or none */
            articles: components["schemas"]["ArticleFiling"][];
        };
        Asked: {
            /**
             * @description Name of the job that does it
             * @example check.nightly
             */
            job: string;
        };
        Asset: {
            /** @description The brand whose it is; null: of every brand */
            brand_id: Id | null;
            /**
             * @description Code
             * @example points
             */
            code: string;
            /**
             * @description Of stored value, ISO 4217
             * @example CNY
             */
            currency: string | null;
            /**
             * @description What sort of thing it is
             * @example points
             * @enum {string}
             */
            kind: "points" | "growth" | "stored_principal" | "stored_bonus" | "partner";
            /**
             * @description Name in the reader's language
             * @example 积分
             */
            name: string;
            /** @description Name in every language */
            name_i18n: {
                [key: string]: string;
            };
            /** @description The rule in force */
            rule: components["schemas"]["AssetRuleVersion"];
            /**
             * @description Unit in the reader's language
             * @example 分
             */
            unit: string;
            /** @description Unit in every language */
            unit_i18n: {
                [key: string]: string;
            };
        };
        AssetAmount: {
            /**
             * Format: points
             * @description How much
             * @example 36
             */
            amount: Points;
            /**
             * @description Code of the asset
             * @example points
             */
            asset: string;
        };
        AssetDraft: {
            /** @description Expiry, claw-back, rounding, worth and limits of adjusting */
            body: components["schemas"]["LedgerAssetRule"];
        };
        AssetNames: {
            /** @description Name by language */
            name_i18n: {
                [key: string]: string;
            };
            /** @description Unit by language */
            unit_i18n: {
                [key: string]: string;
            };
        };
        AssetRevision: {
            /** @description Expiry, claw-back, rounding, worth and limits of adjusting */
            body: components["schemas"]["LedgerAssetRule"];
            /**
             * @description Of the draft as it was seen; where somebody else has changed it since, it is refused
             * @example 9f86d081884c7d65
             */
            hash: string;
        };
        AssetRuleVersion: {
            /** @description Expiry, claw-back, rounding, worth and limits of adjusting */
            body: components["schemas"]["LedgerAssetRule"];
            /**
             * @description Of the body; tells one state of a draft from another
             * @example 9f86d081884c7d65
             */
            hash: string;
            /**
             * Format: date-time
             * @description When
             * @example 2026-09-12T02:00:00Z
             */
            published_at: string | null;
            /**
             * @description Name of who approved it, or published it alone
             * @example 陈经理
             */
            published_by: string | null;
            /**
             * @description Where it is in its life
             * @example live
             * @enum {string}
             */
            status: "draft" | "approved" | "live" | "ended";
            /**
             * Format: date-time
             * @description From when it counts; null: since ever, or a draft
             * @example 2026-01-01T00:00:00Z
             */
            valid_from: string | null;
            /**
             * Format: int64
             * @description Version
             * @example 3
             */
            version: number;
            /** @description The rule in sentences of the reader's language */
            words: string[];
            /**
             * Format: date-time
             * @description When
             * @example 2026-09-12T01:00:00Z
             */
            written_at: string;
            /**
             * @description Name of who wrote it as it is
             * @example 李店长
             */
            written_by: string;
        };
        AssetSentences: {
            /** @description What it changes against the rule in force */
            differences: components["schemas"]["Difference"][];
            /** @description The draft in sentences of the reader's language */
            words: string[];
        };
        AssetWhy: {
            /**
             * @description Code of the asset
             * @example points
             */
            asset: string;
            /** @description The steps that led to it */
            steps: components["schemas"]["Why"][];
        };
        AuditEntry: {
            /**
             * @description What was done
             * @example staff.change_roles
             */
            action: string;
            /**
             * @description From where
             * @example 203.0.113.7
             */
            address: string | null;
            /** @description State after */
            after: unknown;
            /**
             * Format: date-time
             * @description When
             * @example 2026-09-12T01:00:00Z
             */
            at: string;
            /** @description State before; null where there is nothing to compare */
            before: unknown;
            /**
             * Format: id
             * @description Id
             * @example 73014444033
             */
            id: Id;
            /**
             * @description Name of who it was
             * @example 李店长
             */
            name: string | null;
            /**
             * @description Who: staff:<id>, key:<id>, or operator for the command line
             * @example staff:17
             */
            principal: string;
            /**
             * @description Why, as it was given
             * @example 离职
             */
            reason: string | null;
            /**
             * @description Id of what it was done to
             * @example 18
             */
            subject_id: string;
            /**
             * @description Kind of what it was done to
             * @example account
             */
            subject_kind: string;
        };
        Backlog: {
            /**
             * Format: int64
             * @description Waiting
             * @example 0
             */
            due: number;
            /**
             * @description Name of the listener
             * @example program.on_order_paid
             */
            listener: string;
            /**
             * Format: double
             * @description Age of the oldest that waits
             * @example 0.2
             */
            oldest_seconds: number;
            /**
             * Format: int64
             * @description Set aside after repeated failure
             * @example 0
             */
            parked: number;
        };
        BackupRun: {
            /**
             * Format: date-time
             * @description When it began
             * @example 2026-09-12T01:00:00Z
             */
            begun_at: string;
            /**
             * Format: int64
             * @description Size of the file
             * @example 8388608
             */
            bytes: number;
            /**
             * Format: date-time
             * @description When it ended; null while it goes on
             */
            ended_at: string | null;
            /** @description Why it failed */
            error: string | null;
            /**
             * @description Where it was written; null where it failed
             * @example /backup/habitue-2026-09-12.hab
             */
            file: string | null;
            /**
             * Format: id
             * @description Id of the run
             * @example 73014444033
             */
            id: Id;
            /**
             * @description What it came to; null while it goes on
             * @enum {string|null}
             */
            outcome: "holds" | "broken" | "failed" | "cut_off" | null;
            /**
             * Format: int64
             * @description Rows in it
             * @example 120000
             */
            rows: number;
            /**
             * Format: int64
             * @description Tables in it
             * @example 40
             */
            tables: number;
        };
        Balance: {
            /**
             * @description Code of the asset
             * @example points
             */
            asset: string;
            /**
             * Format: points
             * @description Can be spent now
             * @example 36
             */
            available: Points;
            /** @description What ends when, soonest first */
            expiring: components["schemas"]["Expiring"][];
            /**
             * Format: points
             * @description Set aside for a checkout
             * @example 36
             */
            held: Points;
            /**
             * @description Name in the reader's language
             * @example 积分
             */
            name: string;
            /**
             * Format: points
             * @description Taken back after it was spent; later earning repays it
             * @example 36
             */
            owed: Points;
            /**
             * Format: points
             * @description Earned, waiting for the return window to close
             * @example 36
             */
            pending: Points;
            /**
             * @description Unit in the reader's language
             * @example 分
             */
            unit: string;
            /** @description What the available value is worth, where the retailer states a rate */
            worth?: components["schemas"]["Money"];
        };
        Balances: {
            /** @description One for each asset */
            items: components["schemas"]["Balance"][];
        };
        Because: {
            /**
             * @description Why; kept in the audit trail
             * @example 离职
             */
            reason: string;
        };
        BrandRating: {
            /** @description The brand */
            brand: components["schemas"]["ShopBrand"];
            /** @description Value class and scores */
            value: components["schemas"]["Rating"];
        };
        Breakage: {
            /**
             * Format: date-time
             * @description What lies before this instant; null: all that is recorded
             * @example 2026-09-30T16:00:00Z
             */
            as_of: string | null;
            /**
             * @description Code of the asset
             * @example points
             */
            asset: string;
            /**
             * @description By which clock
             * @example occurred
             * @enum {string}
             */
            clock: "occurred" | "recorded";
            /** @description The credits of each month, oldest first */
            cohorts: components["schemas"]["Cohort"][];
            /** @description What has become of a credit by the end of each month of its life; the first is the month itself */
            curve: components["schemas"]["Share"][];
            /**
             * Format: points
             * @description Of it, expected to lapse
             * @example 36
             */
            expected_expired: Points;
            /**
             * Format: points
             * @description Of it, expected to be used
             * @example 36
             */
            expected_used: Points;
            /** @description What is expected to lapse is worth by the asset's rule in force; null: it says nothing */
            expected_worth: components["schemas"]["Money"];
            /**
             * @description Name in the reader's language
             * @example 积分
             */
            name: string;
            /**
             * Format: points
             * @description What is left in lots
             * @example 36
             */
            open: Points;
            /**
             * Format: date-time
             * @description Everything committed before is in it
             * @example 2026-10-01T00:00:03Z
             */
            read_at: string;
            /**
             * Format: points
             * @description Of what lapsed and is expected to lapse, the part that may be recognised by now, in proportion to what was used
             * @example 36
             */
            recognised: Points;
            /**
             * @description Who answered
             * @example copy
             * @enum {string}
             */
            source: "copy" | "record";
            /**
             * @description Unit in the reader's language
             * @example 分
             */
            unit: string;
        };
        Buyer: {
            /**
             * @description Card or member number
             * @example 800000123456
             */
            card?: string;
            /**
             * @description E-mail
             * @example wang@example.com
             */
            email?: string;
            /** @description Id in another system */
            external?: components["schemas"]["External"];
            /**
             * @description Phone
             * @example 13800005678
             */
            phone?: string;
        };
        CatalogName: {
            /**
             * @description Code
             * @example tea
             */
            code: string;
            /**
             * @description Name in the reader's language
             * @example 茶饮
             */
            name: string;
        };
        Category: {
            /**
             * Format: int64
             * @description Articles that stand directly in it
             * @example 24
             */
            articles: number;
            /**
             * @description Code
             * @example tea
             */
            code: string;
            /**
             * Format: id
             * @description Id
             * @example 73014444033
             */
            id: Id;
            /**
             * @description Name in the reader's language
             * @example 茶饮
             */
            name: string;
            /** @description Name in every language */
            name_i18n: {
                [key: string]: string;
            };
            /** @description The category above; null at the top */
            parent_id: Id | null;
            /**
             * Format: int64
             * @description Place among those of its parent, from 0; equal ones follow by code
             * @example 2
             */
            position: number;
            /**
             * Format: int64
             * @description Counts the changes; a change names the one it was made of
             * @example 3
             */
            version: number;
        };
        CategoryChange: {
            /** @description Name by language */
            name_i18n: {
                [key: string]: string;
            };
            /**
             * @description Code of the category above; at the top when absent
             * @example drinks
             */
            parent?: string;
            /**
             * Format: int64
             * @description Place among those of its parent, from 0; past the last is last
             * @example 2
             */
            position: number;
            /**
             * Format: int64
             * @description The version that was seen; where somebody has changed it since, the change is refused
             * @example 3
             */
            version: number;
        };
        Channel: {
            /**
             * @description Code in the retailer's systems
             * @example mini
             */
            code: string;
            /**
             * Format: id
             * @description Id
             * @example 73014444033
             */
            id: Id;
            /**
             * @description What it is to the member
             * @example mini_program
             * @enum {string}
             */
            kind: "till" | "mini_program" | "app" | "web_shop" | "delivery_platform" | "other";
            /**
             * @description Name in the reader's language
             * @example 小程序
             */
            name: string;
            /** @description Name in every language */
            name_i18n: {
                [key: string]: string;
            };
            /**
             * Format: int64
             * @description Counts the changes; a change names the one it was made of
             * @example 1
             */
            version: number;
        };
        ChannelChange: {
            /**
             * @description What it is to the member
             * @example mini_program
             * @enum {string}
             */
            kind: "till" | "mini_program" | "app" | "web_shop" | "delivery_platform" | "other";
            /** @description Name by language */
            name_i18n: {
                [key: string]: string;
            };
            /**
             * Format: int64
             * @description The version that was seen; where somebody has changed it since, the change is refused
             * @example 3
             */
            version: number;
        };
        CheckRun: {
            /**
             * Format: date-time
             * @description When it began
             * @example 2026-09-12T01:00:00Z
             */
            begun_at: string;
            /**
             * Format: int64
             * @description Proofs that are made
             * @example 12
             */
            done: number;
            /**
             * Format: date-time
             * @description When it ended; null while it goes on
             */
            ended_at: string | null;
            /** @description Why it failed */
            error: string | null;
            /**
             * Format: id
             * @description Id of the run
             * @example 73014444033
             */
            id: Id;
            /**
             * @description What it came to; null while it goes on
             * @enum {string|null}
             */
            outcome: "holds" | "broken" | "failed" | "cut_off" | null;
            /** @description What each came to; empty while it goes on or where it failed */
            proofs: components["schemas"]["Proof"][];
            /**
             * Format: int64
             * @description Proofs in all
             * @example 20
             */
            total: number;
        };
        Class: {
            /**
             * @description Code of the class; none: nothing is kept of what was bought
             * @example high
             * @enum {string}
             */
            code: "high" | "medium" | "potential" | "low" | "dormant" | "none";
            /**
             * @description Name in the reader's language
             * @example 高价值
             */
            name: string;
        };
        ClassChange: {
            /** @description What had changed */
            cause: components["schemas"]["Reason"];
            /** @description From */
            from: components["schemas"]["Class"];
            /**
             * Format: date
             * @description Business day
             * @example 2026-05-02
             */
            on: string;
            /** @description To */
            to: components["schemas"]["Class"];
            /** @description Which conditions were met then */
            why: components["schemas"]["Why"][];
        };
        ClassMove: {
            /** @description From; none: had not bought yet */
            from: components["schemas"]["Class"];
            /**
             * Format: int64
             * @description How many
             * @example 42
             */
            members: number;
            /** @description To; none: everything was given back */
            to: components["schemas"]["Class"];
        };
        Cohort: {
            /**
             * Format: points
             * @description What was credited
             * @example 36
             */
            credited: Points;
            /**
             * Format: points
             * @description Of it, expected to lapse
             * @example 36
             */
            expected_expired: Points;
            /** @description Expired by then */
            expired: Points[];
            /** @description Adjusted away or transferred by then */
            left: Points[];
            /**
             * @description Month of the credit
             * @example 2026-09
             */
            month: string;
            /**
             * Format: points
             * @description What is left today
             * @example 36
             */
            open: Points;
            /** @description Taken back by then */
            taken_back: Points[];
            /** @description Used by the end of each month since, the month itself first */
            used: Points[];
        };
        Colleague: {
            /**
             * Format: id
             * @description Id of the account
             * @example 73014444033
             */
            id: Id;
            /**
             * @description Name
             * @example 李店长
             */
            name: string;
        };
        ComparisonRun: {
            /**
             * Format: date-time
             * @description When it began
             * @example 2026-09-12T01:00:00Z
             */
            begun_at: string;
            /**
             * Format: int64
             * @description Days of tables that differ, in all
             * @example 0
             */
            differ: number;
            /** @description The first of them */
            differences: components["schemas"]["ReplicaDifference"][];
            /**
             * Format: date-time
             * @description When it ended; null while it goes on
             */
            ended_at: string | null;
            /** @description Why it failed */
            error: string | null;
            /** @description Of everything; else of what was written since the one before */
            everything: boolean;
            /**
             * Format: id
             * @description Id of the run
             * @example 73014444033
             */
            id: Id;
            /**
             * @description What it came to; null while it goes on
             * @enum {string|null}
             */
            outcome: "holds" | "broken" | "failed" | "cut_off" | null;
            /**
             * Format: int64
             * @description Rows that were compared
             * @example 120000
             */
            rows: number;
            /**
             * Format: int64
             * @description Tables that were compared
             * @example 20
             */
            tables: number;
        };
        Consistency: {
            /** @description What was signed */
            checkpoint: components["schemas"]["SignedCheckpoint"];
            /**
             * Format: int64
             * @description Size of the earlier log
             * @example 122
             */
            from: number;
            /** @description Hashes as RFC 6962 has them, base64 */
            path: string[];
        };
        CouponGoods: {
            articles?: string[];
            brands?: string[];
            categories?: string[];
        };
        CouponHours: {
            from: string;
            until: string;
        };
        CouponWhen: {
            birthday?: string;
            channels?: string[];
            /** Format: int64 */
            days_after?: number;
            /** Format: int64 */
            days_before?: number;
            festival?: string;
            first_order?: boolean;
            from?: string;
            hours?: components["schemas"]["CouponHours"][];
            labels?: string[];
            levels?: string[];
            month_days?: number[];
            stores?: string[];
            until?: string;
            weekdays?: number[];
        };
        DatabasePool: {
            /**
             * Format: int64
             * @description Connections that rest
             * @example 3
             */
            idle: number;
            /**
             * Format: int64
             * @description Connections at most
             * @example 12
             */
            most: number;
            /**
             * @description What it is for
             * @example interactive
             */
            name: string;
            /**
             * Format: int64
             * @description Connections in use
             * @example 2
             */
            used: number;
            /**
             * Format: double
             * @description How long in all
             * @example 0
             */
            wait_seconds: number;
            /**
             * Format: int64
             * @description How often somebody waited for one, since the start
             * @example 0
             */
            waits: number;
        };
        Difference: {
            /**
             * @description Whether the sentence comes or goes
             * @example added
             * @enum {string}
             */
            change: "added" | "removed";
            /**
             * @description The sentence, in the reader's language
             * @example 金卡的积分 ×3。
             */
            words: string;
        };
        Doer: {
            /**
             * @description Name, where it is still known
             * @example 李店长
             */
            name: string;
            /**
             * @description As the audit trail names it
             * @example staff:73014444033
             */
            principal: string;
        };
        Earned: {
            /**
             * Format: points
             * @description Growth earned
             * @example 36
             */
            growth: Points;
            /**
             * Format: points
             * @description Points earned
             * @example 36
             */
            points: Points;
            /**
             * Format: points
             * @description Points that refunds took back
             * @example 36
             */
            taken_points: Points;
            /** @description How it came about */
            why: components["schemas"]["Why"][];
        };
        EarnedLine: {
            /**
             * Format: points
             * @description Growth earned
             * @example 36
             */
            growth: Points;
            /**
             * Format: int64
             * @description Line number
             * @example 1
             */
            no: number;
            /**
             * Format: points
             * @description Points earned
             * @example 36
             */
            points: Points;
            /**
             * Format: points
             * @description Growth taken back for pieces returned
             * @example 36
             */
            taken_growth: Points;
            /**
             * Format: points
             * @description Points taken back for pieces returned
             * @example 36
             */
            taken_points: Points;
            /** @description What raised it, or why it brought nothing */
            why: components["schemas"]["Why"][];
        };
        EarningDraft: {
            /** @description Rates, multipliers, bonuses and exclusions */
            body: components["schemas"]["ProgramRule"];
        };
        EarningRevision: {
            /** @description Rates, multipliers, bonuses and exclusions */
            body: components["schemas"]["ProgramRule"];
            /**
             * @description Of the draft as it was seen; where somebody else has changed it since, it is refused
             * @example 9f86d081884c7d65
             */
            hash: string;
        };
        EarningRule: {
            /** @description Rates, multipliers, bonuses and exclusions */
            body: components["schemas"]["ProgramRule"];
            /**
             * @description Of the body; tells one state of a draft from another
             * @example 9f86d081884c7d65
             */
            hash: string;
            /**
             * Format: id
             * @description Id of the rule
             * @example 73014444033
             */
            id: Id;
            /**
             * Format: date-time
             * @description When
             * @example 2026-09-12T02:00:00Z
             */
            published_at: string | null;
            /**
             * @description Name of who approved it, or published it alone
             * @example 陈经理
             */
            published_by: string | null;
            /**
             * @description Where it is in its life
             * @example live
             * @enum {string}
             */
            status: "draft" | "approved" | "live" | "ended";
            /**
             * Format: date-time
             * @description From when it counts; null: since ever, or a draft
             * @example 2026-01-01T00:00:00Z
             */
            valid_from: string | null;
            /**
             * Format: int64
             * @description Version
             * @example 3
             */
            version: number;
            /** @description The rule in sentences of the reader's language */
            words: string[];
            /**
             * Format: date-time
             * @description When
             * @example 2026-09-12T01:00:00Z
             */
            written_at: string;
            /**
             * @description Name of who wrote it as it is
             * @example 李店长
             */
            written_by: string;
        };
        EarningSentences: {
            /** @description What it changes against the rule in force */
            differences: components["schemas"]["Difference"][];
            /** @description What each level earns before multipliers and bonuses */
            levels: components["schemas"]["LevelEarning"][];
            /** @description What is allowed and yet seldom meant */
            warnings: components["schemas"]["Warning"][];
            /** @description The draft in sentences of the reader's language */
            words: string[];
        };
        EarningTrial: {
            /** @description Rates, multipliers, bonuses and exclusions */
            body: components["schemas"]["ProgramRule"];
            /**
             * @description Only orders of this business day, such as a member day
             * @example 2026-09-08
             */
            day?: string;
            /**
             * Format: int64
             * @description How many of the latest orders
             * @default 200
             * @example 200
             */
            orders: number;
            /**
             * Format: int64
             * @description How many points are taken to be worth 1 of the currency
             * @default 100
             * @example 100
             */
            points_per_major: number;
        };
        EarningTried: {
            /**
             * @description Currency of the sample
             * @example CNY
             */
            currency: string;
            /** @description What it changes against the rule in force */
            differences: components["schemas"]["Difference"][];
            /** @description What it earns under the draft */
            draft: components["schemas"]["TrialSum"];
            /** @description What each level earns before multipliers and bonuses */
            levels: components["schemas"]["LevelEarning"][];
            /** @description What the sample earns under the rule in force */
            live: components["schemas"]["TrialSum"];
            /** @description Order by order, the latest first */
            orders: components["schemas"]["TriedOrder"][];
            /**
             * Format: minor
             * @description Spent in the sample
             * @example 3600
             */
            spending: Minor;
            /** @description What is allowed and yet seldom meant */
            warnings: components["schemas"]["Warning"][];
            /** @description The draft in sentences of the reader's language */
            words: string[];
        };
        Entry: {
            /**
             * Format: points
             * @description Signed, from the member's side
             * @example 36
             */
            amount: Points;
            /**
             * @description Code of the asset
             * @example points
             */
            asset: string;
            /**
             * @description Which part it changed
             * @example available
             * @enum {string}
             */
            bucket: "available" | "pending";
            /**
             * @description Id of the entry
             * @example 73014444033-2
             */
            id: string;
            /**
             * @description Note of whoever posted it
             * @example 补登小票
             */
            memo: string | null;
            /**
             * Format: date-time
             * @description When it happened
             * @example 2026-09-12T04:20:00Z
             */
            occurred_at: string;
            /**
             * Format: id
             * @description The posting it belongs to
             * @example 73014444033
             */
            posting_id: Id;
            /** @description Why */
            reason: components["schemas"]["Reason"];
            /**
             * Format: date-time
             * @description When it was written
             * @example 2026-09-12T04:20:01Z
             */
            recorded_at: string;
            /** @description What caused it */
            reference: components["schemas"]["Reference"] | null;
            /** @description The rule it followed */
            rule: components["schemas"]["RuleVersion"] | null;
            /** @description How the amount came about */
            why: components["schemas"]["Why"][];
        };
        Expiring: {
            /**
             * Format: points
             * @description How much
             * @example 36
             */
            amount: Points;
            /**
             * Format: date-time
             * @description When it ends
             * @example 2026-12-31T16:00:00Z
             */
            expires_at: string;
        };
        External: {
            /**
             * @description Id there
             * @example 10023
             */
            id: string;
            /**
             * @description Which system
             * @example shop
             */
            system: string;
        };
        Favourite: {
            /**
             * Format: int64
             * @description Receipts attached, in all currencies
             * @example 4
             */
            entries: number;
            /**
             * Format: id
             * @description Id of the member
             * @example 73014444033
             */
            member_id: Id;
        };
        FileColumn: {
            /**
             * Format: int64
             * @description Rows, of those looked at, in which something stands
             * @example 1000
             */
            filled: number;
            /**
             * @description Its heading
             * @example InvoiceNo
             */
            name: string;
            /**
             * @description The first rows; what looks like a phone or an e-mail address is masked
             * @example [
             *       "536365"
             *     ]
             */
            samples: string[];
        };
        FileProblem: {
            /**
             * @description Stable code
             * @example intake.date_order
             */
            code: string;
            /**
             * @description The field it is about; empty where it is the whole file
             * @example time
             */
            field: string;
            /**
             * @description In the reader's language
             * @example 列 日期 的日期 03/04/2026 无法确定日在前还是月在前，请说明。
             */
            text: string;
        };
        FileRun: {
            /**
             * @description Say what would happen and change nothing
             * @example true
             */
            dry_run?: boolean;
            /**
             * @description What becomes of rows that are the same to the byte
             * @example keep
             * @enum {string}
             */
            duplicates?: "keep" | "drop";
            /** @description In place of a preset; columns are found by the header when both are absent */
            mapping?: components["schemas"]["IntakeMapping"];
            /**
             * Format: int64
             * @description Per cent of rows that may be wrong; 10 when absent
             * @example 10
             */
            max_bad?: number;
            /**
             * @description Saved or built-in mapping
             * @example online-retail
             */
            preset?: string;
        };
        Filled: {
            /**
             * Format: int64
             * @description Rows copied
             * @example 60000
             */
            rows: number;
            /**
             * @description Table that is being copied
             * @example orders.line
             */
            table: string;
            /**
             * Format: int64
             * @description About so many in all
             * @example 120000
             */
            total: number;
        };
        FoundOrder: {
            /** @description How it was bought */
            channel: components["schemas"]["Place"] | null;
            /**
             * @description ISO 4217
             * @example CNY
             */
            currency: string;
            /**
             * Format: id
             * @description Id of the order
             * @example 73014444033
             */
            id: Id;
            /**
             * Format: int64
             * @description How many lines it has
             * @example 3
             */
            lines_count: number;
            /**
             * Format: date
             * @description Business day of the store
             * @example 2026-09-12
             */
            local_date: string;
            /** @description Who bought; null without a member */
            member: components["schemas"]["OrderMember"] | null;
            /**
             * Format: date-time
             * @description When it was bought
             * @example 2026-09-12T04:20:00Z
             */
            occurred_at: string;
            /**
             * Format: minor
             * @description What was paid
             * @example 3600
             */
            paid_amount: Minor;
            /**
             * @description The till's own number
             * @example T7-20260912-0183
             */
            reference: string;
            /**
             * Format: minor
             * @description What of it was given back
             * @example 3600
             */
            refunded_amount: Minor;
            /**
             * @description Which system reported it
             * @example till
             */
            source: string;
            /** @description Where it was bought */
            store: components["schemas"]["Place"] | null;
        };
        GoodsBrand: {
            /**
             * Format: int64
             * @description Articles of it
             * @example 24
             */
            articles: number;
            /**
             * @description Code
             * @example cloudridge
             */
            code: string;
            /**
             * Format: id
             * @description Id
             * @example 73014444033
             */
            id: Id;
            /**
             * @description Name in the reader's language
             * @example 云岫
             */
            name: string;
            /** @description Name in every language */
            name_i18n: {
                [key: string]: string;
            };
            /**
             * Format: int64
             * @description Counts the changes; a change names the one it was made of
             * @example 1
             */
            version: number;
        };
        GoodsEarning: {
            /**
             * @description Whether they earn at all
             * @example true
             */
            earns: boolean;
            /**
             * @description Whether the rule names them or their category by itself
             * @example false
             */
            named: boolean;
            /**
             * Format: date-time
             * @description Since when it counts; null: since ever
             * @example 2026-01-01T00:00:00Z
             */
            valid_from: string | null;
            /**
             * Format: int64
             * @description Version of the earning rule in force
             * @example 3
             */
            version: number;
            /** @description What they earn, or why nothing, in sentences of the reader's language */
            words: string[];
        };
        HappenedJoining: {
            /** @description Channel of joining */
            channel: components["schemas"]["Place"] | null;
            /**
             * @description Which system reported the member
             * @example till
             */
            source: string;
            /** @description Store of joining */
            store: components["schemas"]["Place"] | null;
        };
        HappenedLook: {
            /** @description Who looked */
            by: components["schemas"]["Doer"];
            /**
             * @description Why, as they said
             * @example 顾客来电核对手机号
             */
            reason: string | null;
        };
        HappenedPostings: {
            /** @description What it changed, each with how it came about */
            entries: components["schemas"]["Entry"][];
            /** @description Why */
            reason: components["schemas"]["Reason"];
            /** @description What caused it */
            reference: components["schemas"]["Reference"] | null;
        };
        HappenedReturn: {
            /**
             * Format: minor
             * @description What was given back
             * @example 3600
             */
            amount: Minor;
            /**
             * @description ISO 4217
             * @example CNY
             */
            currency: string;
            /** @description The order returned, where it is one */
            order_id: Id | null;
            /**
             * @description As the till reported it
             * @example 商品破损
             */
            reason: string | null;
            /**
             * @description The till's own number
             * @example T7-20260913-0009
             */
            reference: string;
        };
        Happening: {
            /**
             * Format: date-time
             * @description When it happened
             * @example 2026-09-12T04:20:00Z
             */
            at: string;
            /** @description A move between value classes */
            class: components["schemas"]["ClassChange"] | null;
            /**
             * Format: id
             * @description Id of the order, refund, posting, move, entry of the trail or member
             * @example 73014444033
             */
            id: Id;
            /** @description How the person joined */
            join: components["schemas"]["HappenedJoining"] | null;
            /**
             * @description What happened
             * @example order
             * @enum {string}
             */
            kind: "order" | "refund" | "posting" | "tier" | "class" | "reveal" | "join";
            /** @description An order, with what it brought or why nothing */
            order: components["schemas"]["OrderSummary"] | null;
            /** @description A posting in the books */
            posting: components["schemas"]["HappenedPostings"] | null;
            /** @description Money given back */
            refund: components["schemas"]["HappenedReturn"] | null;
            /** @description Somebody looked at the personal data in full */
            reveal: components["schemas"]["HappenedLook"] | null;
            /** @description A move between levels */
            tier: components["schemas"]["TierChange"] | null;
        };
        Hold: {
            /**
             * Format: points
             * @description As authorised
             * @example 36
             */
            amount: Points;
            /**
             * @description Code of the asset
             * @example points
             */
            asset: string;
            /**
             * Format: points
             * @description Of it, spent
             * @example 36
             */
            captured: Points;
            /**
             * Format: date-time
             * @description When it is released by itself
             */
            expires_at: string;
            /**
             * Format: id
             * @description Id
             * @example 73014444033
             */
            id: Id;
            /**
             * Format: points
             * @description What can still be captured
             * @example 36
             */
            left: Points;
            /**
             * Format: id
             * @description Whose value it is
             * @example 73014444033
             */
            member_id: Id;
            /**
             * @description Where it is
             * @example held
             * @enum {string}
             */
            state: "held" | "captured" | "released" | "timed_out";
        };
        Holding: {
            /**
             * Format: points
             * @description Matured, what holds set aside among it; below zero by what is owed
             * @example 36
             */
            available: Points;
            /**
             * Format: points
             * @description Waiting for the return window
             * @example 36
             */
            pending: Points;
        };
        HoldOfMemberBody: {
            /**
             * @description Your own name for the release, unique for the member: with it, the same again gets the hold as it is, instead of a refusal
             * @example checkout:5521:cancelled
             */
            key?: string;
            /**
             * Format: id
             * @description Whose hold it is
             * @example 73014444033
             */
            member_id: Id;
        };
        Identity: {
            /**
             * @description phone, email, card, number or external:<system>
             * @example phone
             */
            kind: string;
            /**
             * @description The value, masked
             * @example +86 138****5678
             */
            shown: string;
        };
        IncomingFile: {
            /**
             * @description Who sent it
             * @example staff:73014444033
             */
            by: string;
            /**
             * Format: int64
             * @description Its size
             * @example 5242880
             */
            bytes: number;
            /**
             * Format: date-time
             * @description When it is deleted unless somebody looks at it
             * @example 2026-09-15T04:20:00Z
             */
            expires_at: string;
            /**
             * Format: id
             * @description Id
             * @example 73014444033
             */
            id: Id;
            /**
             * @description Name of the file
             * @example orders-2026.csv.gz
             */
            name: string;
            /**
             * Format: date-time
             * @description When it arrived
             * @example 2026-09-12T04:20:00Z
             */
            received_at: string;
        };
        InsightAmount: {
            /**
             * Format: int64
             * @description Orders, or pieces of goods
             * @example 183
             */
            count: number;
            /**
             * Format: minor
             * @description Sales
             * @example 3600
             */
            sales: Minor;
        };
        InsightArticle: {
            /** @description Of the period before */
            before: components["schemas"]["InsightAmount"];
            /**
             * @description Code
             * @example TEA-0042
             */
            code: string;
            /**
             * Format: id
             * @description Id of the article
             * @example 73014444033
             */
            id: Id;
            /** @description Of the same days last year */
            last_year: components["schemas"]["InsightAmount"];
            /**
             * @description Name in the reader's language
             * @example 茉莉绿茶 大杯
             */
            name: string;
            /** @description Of the period; the count is pieces */
            total: components["schemas"]["InsightAmount"];
        };
        InsightArticles: {
            /** @description The period of the same length before */
            before: components["schemas"]["InsightPeriod"];
            /**
             * @description Currency of the amounts
             * @example CNY
             */
            currency: string;
            /**
             * Format: int64
             * @description Decimals of the currency
             * @example 2
             */
            currency_exponent: number;
            /** @description The articles */
            items: components["schemas"]["InsightArticle"][];
            /** @description The same days a year earlier */
            last_year: components["schemas"]["InsightPeriod"];
            /** @description What is counted */
            period: components["schemas"]["InsightPeriod"];
            /**
             * @description What most is
             * @example sales
             * @enum {string}
             */
            rank: "sales" | "pieces";
        };
        InsightFigure: {
            /**
             * Format: int64
             * @description In the period before
             * @example 1200000
             */
            before: number | null;
            /**
             * @description How GET /insight/members lists the members whom it counts; null: nobody can be listed
             * @example buyers
             */
            behind: string | null;
            /**
             * Format: int64
             * @description Values are whole numbers of 10^-decimals; a rate of 0.4321 is 4321 with 4
             * @example 2
             */
            decimals: number;
            /**
             * @description False: it is of the whole retailer, whatever stores and channels were asked for
             * @example true
             */
            filtered: boolean;
            /**
             * @description How it is reckoned, in the reader's language
             * @example 区间内订单实付合计，减去区间内的退款
             */
            formula: string;
            /**
             * @description Which figure
             * @example sales
             */
            key: string;
            /**
             * Format: int64
             * @description In the same days last year
             * @example 1100000
             */
            last_year: number | null;
            /**
             * @description Its name in the reader's language
             * @example 销售额
             */
            name: string;
            /**
             * @description What it counts
             * @example money
             * @enum {string}
             */
            unit: "count" | "money" | "points" | "rate" | "pieces" | "days";
            /**
             * Format: int64
             * @description In the period; null: there is none, such as a rate of nothing
             * @example 1234500
             */
            value: number | null;
        };
        InsightHour: {
            /**
             * Format: int64
             * @description On the clock of the shop's wall, 0 to 23
             * @example 14
             */
            hour: number;
            /**
             * Format: int64
             * @description Orders
             * @example 183
             */
            orders: number;
            /**
             * Format: minor
             * @description Sales before refunds
             * @example 3600
             */
            sales: Minor;
            /**
             * Format: int64
             * @description Of the business day; 1 is Monday
             * @example 6
             */
            weekday: number;
        };
        InsightHours: {
            /** @description The period of the same length before */
            before: components["schemas"]["InsightPeriod"];
            /** @description The hours in which something was sold */
            cells: components["schemas"]["InsightHour"][];
            /**
             * @description Currency of the amounts
             * @example CNY
             */
            currency: string;
            /**
             * Format: int64
             * @description Decimals of the currency
             * @example 2
             */
            currency_exponent: number;
            /** @description The same days a year earlier */
            last_year: components["schemas"]["InsightPeriod"];
            /** @description What is counted */
            period: components["schemas"]["InsightPeriod"];
        };
        InsightLevel: {
            /**
             * Format: int64
             * @description When the period began
             * @example 1200
             */
            begin: number;
            /**
             * @description Level
             * @example gold
             */
            code: string;
            /**
             * Format: int64
             * @description When it ended
             * @example 1260
             */
            end: number;
            /**
             * @description Name in the reader's language
             * @example 金卡
             */
            name: string;
        };
        InsightMove: {
            /**
             * @description Level at the beginning; null: joined within the period
             * @example silver
             */
            from: string | null;
            /**
             * Format: int64
             * @description How many
             * @example 60
             */
            members: number;
            /**
             * @description Level at the end
             * @example gold
             */
            to: string;
        };
        InsightOverview: {
            /** @description The period of the same length before */
            before: components["schemas"]["InsightPeriod"];
            /**
             * @description Currency of the amounts
             * @example CNY
             */
            currency: string;
            /**
             * Format: int64
             * @description Decimals of the currency
             * @example 2
             */
            currency_exponent: number;
            /** @description The figures, in the order in which they are read */
            figures: components["schemas"]["InsightFigure"][];
            /** @description The same days a year earlier */
            last_year: components["schemas"]["InsightPeriod"];
            /** @description What is counted */
            period: components["schemas"]["InsightPeriod"];
        };
        InsightPeriod: {
            /**
             * Format: date
             * @description First day
             * @example 2026-10-01
             */
            from: string;
            /**
             * Format: date
             * @description Day before which it ends
             * @example 2026-11-01
             */
            until: string;
        };
        InsightSeries: {
            /** @description Of the period before */
            before: components["schemas"]["InsightAmount"];
            /** @description Orders by piece; pieces of goods when split by category */
            counts: number[];
            /**
             * @description Code of the store, channel or category; or all, none, rest, walk_in, new, returning
             * @example S001
             */
            key: string;
            /** @description Of the same days last year */
            last_year: components["schemas"]["InsightAmount"];
            /**
             * @description Name in the reader's language
             * @example 南京东路店
             */
            name: string;
            /** @description By piece; net of refunds, but for the split by return */
            sales: Minor[];
            /** @description Of the period */
            total: components["schemas"]["InsightAmount"];
        };
        InsightTiers: {
            /** @description The period of the same length before */
            before: components["schemas"]["InsightPeriod"];
            /**
             * @description Currency of the amounts
             * @example CNY
             */
            currency: string;
            /**
             * Format: int64
             * @description Decimals of the currency
             * @example 2
             */
            currency_exponent: number;
            /** @description The same days a year earlier */
            last_year: components["schemas"]["InsightPeriod"];
            /** @description From the lowest */
            levels: components["schemas"]["InsightLevel"][];
            /** @description From where to where, those who stayed among them */
            moves: components["schemas"]["InsightMove"][];
            /** @description What is counted */
            period: components["schemas"]["InsightPeriod"];
        };
        InsightTrend: {
            /** @description The period of the same length before */
            before: components["schemas"]["InsightPeriod"];
            /** @description Members who bought, by piece; null when split */
            buyers: number[] | null;
            /**
             * @description How long a piece is
             * @example day
             * @enum {string}
             */
            by: "day" | "week" | "month";
            /**
             * @description Currency of the amounts
             * @example CNY
             */
            currency: string;
            /**
             * Format: int64
             * @description Decimals of the currency
             * @example 2
             */
            currency_exponent: number;
            /** @description The same days a year earlier */
            last_year: components["schemas"]["InsightPeriod"];
            /** @description Members at the end of each piece; null when split */
            members: number[] | null;
            /** @description Who joined, by piece; null when split */
            new_members: number[] | null;
            /** @description What is counted */
            period: components["schemas"]["InsightPeriod"];
            /** @description Those that sold most first; at most twelve and the rest */
            series: components["schemas"]["InsightSeries"][];
            /**
             * @description What the series are
             * @example store
             * @enum {string}
             */
            split: "none" | "store" | "channel" | "category" | "return";
            /**
             * @description First day of each piece; the first may begin before the period, the last end after it
             * @example [
             *       "2026-10-01"
             *     ]
             */
            starts: string[];
        };
        Inspection: {
            /** @description The columns with what stands in their first rows */
            columns: components["schemas"]["FileColumn"][];
            /**
             * @description Whether day or month comes first, as stated or found; empty where no date needs it
             * @example dmy
             * @enum {string}
             */
            date_order: "dmy" | "mdy" | "";
            /**
             * @description What separates the columns
             * @example ,
             */
            delimiter: string;
            /**
             * @description How the text is spelled
             * @example utf-8
             */
            encoding: string;
            /** @description Which columns give which fields, and how we came to think so */
            fields: components["schemas"]["IntakeRecognised"][];
            /** @description The mapping as it would be used */
            mapping: components["schemas"]["IntakeMapping"];
            /**
             * @description Fields without which no order can be made
             * @example [
             *       "time"
             *     ]
             */
            missing: string[];
            /**
             * @description Whether it is compressed
             * @example true
             */
            packed: boolean;
            /** @description What a run would be refused for */
            problems: components["schemas"]["FileProblem"][];
            /**
             * Format: int64
             * @description How many rows were looked at
             * @example 1000
             */
            rows: number;
            /**
             * @description Columns that nothing is taken from
             * @example [
             *       "Country"
             *     ]
             */
            unused: string[];
        };
        IntakeApplied: {
            /** Format: int64 */
            growth: number;
            /** Format: int64 */
            joined: number;
            /** Format: int64 */
            known: number;
            /** Format: int64 */
            lines: number;
            /** Format: int64 */
            orders: number;
            /** Format: int64 */
            points: number;
            /** Format: int64 */
            refunds: number;
        };
        IntakeCodeLine: {
            code: string;
            kind: string;
            name?: string;
            /** Format: int64 */
            rows: number;
        };
        IntakeCodeRule: {
            code: string;
            earns?: boolean;
            kind: string;
        };
        IntakeCounts: {
            aside?: {
                [key: string]: number;
            };
            /** Format: int64 */
            bad: number;
            /** Format: int64 */
            blank?: number;
            /** Format: int64 */
            dropped?: number;
            /** Format: int64 */
            duplicates: number;
            /** Format: int64 */
            good: number;
            /** Format: int64 */
            held_back: number;
            /** Format: int64 */
            read: number;
        };
        IntakeDocumentRule: {
            kind: string;
            note?: string;
            prefix: string;
        };
        IntakeDocuments: {
            /** Format: int64 */
            count: number;
            /** Format: int64 */
            lines: number;
            /** Format: int64 */
            without_customer: number;
        };
        IntakeFileFacts: {
            /** Format: int64 */
            bytes: number;
            delimiter: string;
            encoding: string;
            name: string;
            packed?: boolean;
            sha256: string;
        };
        IntakeLinks: {
            /** Format: int64 */
            linked: number;
            /** Format: int64 */
            no_articles: number;
            /** Format: int64 */
            partly: number;
            /** Format: int64 */
            unlinked: number;
        };
        IntakeMapping: {
            codes?: components["schemas"]["IntakeCodeRule"][];
            country?: string;
            currency?: string;
            date_order?: string;
            decimal_comma?: boolean;
            delimiter?: string;
            documents?: components["schemas"]["IntakeDocumentRule"][];
            encoding?: string;
            fields: {
                [key: string]: components["schemas"]["IntakeSource"];
            };
            guess?: boolean;
            name?: string;
            system?: string;
            zone?: string;
        };
        IntakeOutcome: {
            already?: boolean;
            applied: components["schemas"]["IntakeApplied"];
            dry_run?: boolean;
            plan: components["schemas"]["IntakePlan"];
            problem?: components["schemas"]["IntakeProblem"];
            /** Format: int64 */
            run?: number;
        };
        IntakePlan: {
            codes?: components["schemas"]["IntakeCodeLine"][];
            columns: components["schemas"]["IntakeRecognised"][];
            /** Format: int64 */
            customers: number;
            error_file?: string;
            errors?: components["schemas"]["IntakeRowError"][];
            file: components["schemas"]["IntakeFileFacts"];
            /** Format: date-time */
            from?: string;
            links: components["schemas"]["IntakeLinks"];
            mapping: components["schemas"]["IntakeMapping"];
            options: string;
            orders: components["schemas"]["IntakeDocuments"];
            refunds: components["schemas"]["IntakeDocuments"];
            rows: components["schemas"]["IntakeCounts"];
            totals: components["schemas"]["IntakeTotal"][];
            /** Format: date-time */
            until?: string;
            unused_columns?: string[];
        };
        IntakeProblem: {
            code: string;
            params?: components["schemas"]["Param"][];
        };
        IntakeRecognised: {
            also_fits?: string[];
            columns?: string[];
            constant?: string;
            field: string;
            how: string;
            mapping?: string;
        };
        IntakeRowError: {
            code: string;
            column?: string;
            params?: components["schemas"]["Param"][];
            /** Format: int64 */
            row: number;
        };
        IntakeSource: {
            columns?: string[];
            constant?: string;
        };
        IntakeTotal: {
            currency: string;
            /** Format: int64 */
            refunds: number;
            /** Format: int64 */
            sales: number;
        };
        Job: {
            /**
             * Format: date-time
             * @description When it last came to its end
             */
            done_at: string | null;
            /**
             * Format: int64
             * @description It runs at whole intervals; null: not
             * @example 60
             */
            interval_seconds: number | null;
            /** @description The latest run; null: none yet */
            last: components["schemas"]["JobRun"] | null;
            /**
             * @description Name of the job
             * @example ledger.settle_due
             */
            name: string;
            /**
             * Format: date-time
             * @description When it runs next by itself
             */
            next_at: string | null;
            /**
             * @description It runs once a night; null: not. Without either it runs on demand
             * @example 03:30
             */
            nightly_at: string | null;
            /**
             * @description Where it waits for its turn
             * @enum {string}
             */
            queue: "default" | "long" | "replica";
            /**
             * @description What it is doing
             * @enum {string}
             */
            state: "resting" | "queued" | "running";
            /**
             * @description In which zone that is
             * @example Asia/Shanghai
             */
            zone: string | null;
        };
        JobRun: {
            /**
             * Format: date-time
             * @description When it began
             * @example 2026-09-12T01:00:00Z
             */
            begun_at: string;
            /**
             * Format: date-time
             * @description When it ended; null while it runs, or where its process was killed
             */
            ended_at: string | null;
            /** @description Why it failed */
            error: string | null;
            /**
             * @description What became of it
             * @enum {string|null}
             */
            outcome: "done" | "failed" | "cut_off" | null;
        };
        Joining: {
            /**
             * @description MM-DD or YYYY-MM-DD
             * @example 05-20
             */
            birthday?: string;
            /**
             * @description Card number
             * @example 800000123456
             */
            card?: string;
            /**
             * @description Code of the channel
             * @example mini
             */
            channel?: string;
            /**
             * @description E-mail
             * @example wang@example.com
             */
            email?: string;
            /**
             * @description Name
             * @example 王小云
             */
            name?: string;
            /**
             * @description Phone, E.164 or as written in the retailer's country
             * @example 13800005678
             */
            phone?: string;
            /**
             * @description Code of the store
             * @example S001
             */
            store?: string;
        };
        Keeping: {
            /** @description Level after the review, if nothing more is bought until then */
            at_review: components["schemas"]["Level"];
            /**
             * Format: minor
             * @description What is missing
             * @example 3600
             */
            missing: Minor;
            /**
             * Format: minor
             * @description What it takes
             * @example 3600
             */
            threshold: Minor;
            /** @description Level that a review of today would give */
            today: components["schemas"]["Level"];
            /**
             * Format: date-time
             * @description Until when
             * @example 2027-03-01T16:00:00Z
             */
            until: string;
        };
        Key: {
            /**
             * Format: date-time
             * @description When it was made
             * @example 2026-01-05T02:00:00Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When it ends
             * @example 2027-01-05T02:00:00Z
             */
            expires_at: string | null;
            /**
             * Format: id
             * @description Id
             * @example 73014444033
             */
            id: Id;
            /**
             * @description What it is for
             * @example till-7
             */
            name: string;
            /**
             * @description Its first characters
             * @example hbk_3fA9
             */
            prefix: string;
            /**
             * Format: date-time
             * @description When it was taken back
             * @example 2026-09-12T01:00:00Z
             */
            revoked_at: string | null;
            /**
             * @description What it may do
             * @example [
             *       "order:write"
             *     ]
             */
            scopes: string[];
            /**
             * Format: date-time
             * @description Last use, to the minute
             * @example 2026-09-12T01:00:00Z
             */
            used_at: string | null;
        };
        LadderDraft: {
            /** @description Levels, and how they are reached, kept and lost */
            body: components["schemas"]["TierLadder"];
        };
        LadderLevel: {
            /**
             * @description Code
             * @example gold
             */
            code: string;
            /**
             * Format: minor
             * @description What it takes to keep
             * @example 3600
             */
            keep_threshold: Minor;
            /**
             * Format: int64
             * @description Multiplier of points in basis points
             * @example 30000
             */
            multiplier_bps: number;
            /**
             * @description Name in the reader's language
             * @example 金卡
             */
            name: string;
            /**
             * Format: minor
             * @description What it takes to reach
             * @example 3600
             */
            threshold: Minor;
        };
        LadderRevision: {
            /** @description Levels, and how they are reached, kept and lost */
            body: components["schemas"]["TierLadder"];
            /**
             * @description Of the draft as it was seen; where somebody else has changed it since, it is refused
             * @example 9f86d081884c7d65
             */
            hash: string;
        };
        LadderSentences: {
            /** @description What it changes against the tiers in force */
            differences: components["schemas"]["Difference"][];
            /** @description The draft in sentences of the reader's language */
            words: string[];
        };
        LadderTried: {
            /**
             * @description Currency of the thresholds
             * @example CNY
             */
            currency: string;
            /** @description What it changes against the tiers in force */
            differences: components["schemas"]["Difference"][];
            /** @description Members by level under the draft */
            draft: components["schemas"]["LevelCount"][];
            /** @description Spending that keeps a level and does not reach it */
            gaps: components["schemas"]["LevelGap"][];
            /**
             * Format: int64
             * @description Of them, so many were reckoned: all, or an even sample
             * @example 20000
             */
            looked_at: number;
            /**
             * Format: int64
             * @description Members who ever bought something
             * @example 20000
             */
            members: number;
            /** @description Who would stand elsewhere */
            moves: components["schemas"]["LevelMove"][];
            /** @description Members by level now */
            now: components["schemas"]["LevelCount"][];
            /** @description The draft in sentences of the reader's language */
            words: string[];
        };
        LadderVersion: {
            /** @description Levels, and how they are reached, kept and lost */
            body: components["schemas"]["TierLadder"];
            /**
             * @description Of the body; tells one state of a draft from another
             * @example 9f86d081884c7d65
             */
            hash: string;
            /**
             * Format: date-time
             * @description When
             * @example 2026-09-12T02:00:00Z
             */
            published_at: string | null;
            /**
             * @description Name of who approved it, or published it alone
             * @example 陈经理
             */
            published_by: string | null;
            /**
             * @description Where it is in its life
             * @example live
             * @enum {string}
             */
            status: "draft" | "approved" | "live" | "ended";
            /**
             * @description Which ladder
             * @example main
             */
            track: string;
            /**
             * Format: date-time
             * @description From when it counts; null: since ever, or a draft
             * @example 2026-01-01T00:00:00Z
             */
            valid_from: string | null;
            /**
             * Format: int64
             * @description Version
             * @example 3
             */
            version: number;
            /** @description The rule in sentences of the reader's language */
            words: string[];
            /**
             * Format: date-time
             * @description When
             * @example 2026-09-12T01:00:00Z
             */
            written_at: string;
            /**
             * @description Name of who wrote it as it is
             * @example 李店长
             */
            written_by: string;
        };
        LateEntry: {
            /**
             * Format: minor
             * @description What was paid
             * @example 3600
             */
            amount: Minor;
            /** @description Who attached it */
            by: components["schemas"]["Doer"];
            /**
             * @description ISO 4217
             * @example CNY
             */
            currency: string;
            /** @description Whether its amount lies above the one from which a reason is due */
            flagged: boolean;
            /**
             * Format: id
             * @description Whose it became
             * @example 73014444033
             */
            member_id: Id;
            /**
             * Format: date-time
             * @description When it was bought
             * @example 2026-09-12T04:20:00Z
             */
            occurred_at: string;
            /**
             * Format: id
             * @description The order
             * @example 73014444033
             */
            order_id: Id;
            /**
             * @description Why, as they said
             * @example 顾客忘带会员码
             */
            reason: string | null;
            /**
             * Format: date-time
             * @description When it was attached
             * @example 2026-09-14T02:00:00Z
             */
            recorded_at: string;
            /** @description Where it was bought */
            store: components["schemas"]["Place"] | null;
        };
        LatePolicy: {
            /**
             * Format: int64
             * @description Receipts for one member in a day
             * @example 3
             */
            member_day: number;
            /**
             * Format: int64
             * @description Receipts for one member in a calendar month
             * @example 10
             */
            member_month: number;
            /**
             * Format: minor
             * @description Above this amount a reason is required and the entry is flagged
             * @example 3600
             */
            reason_above: Minor;
            /**
             * Format: int64
             * @description Receipts by one of the staff in a day
             * @example 20
             */
            staff_day: number;
            /**
             * Format: int64
             * @description Receipts by one of the staff in a calendar month
             * @example 200
             */
            staff_month: number;
            /**
             * Format: int64
             * @description So many days after the purchase a receipt may be attached
             * @example 30
             */
            window_days: number;
        };
        LateSum: {
            /**
             * Format: minor
             * @description What was paid in all
             * @example 3600
             */
            amount: Minor;
            /** @description Who attached */
            by: components["schemas"]["Doer"];
            /**
             * @description ISO 4217
             * @example CNY
             */
            currency: string;
            /**
             * Format: int64
             * @description Receipts attached
             * @example 12
             */
            entries: number;
            /** @description For whom most were attached */
            favourite: components["schemas"]["Favourite"] | null;
            /**
             * Format: int64
             * @description Of them above the amount from which a reason is due
             * @example 1
             */
            flagged: number;
            /**
             * Format: date-time
             * @description The last one
             * @example 2026-09-14T02:00:00Z
             */
            last_at: string;
            /**
             * Format: int64
             * @description Different members
             * @example 9
             */
            members: number;
        };
        LedgerAssetRule: {
            /** @enum {string} */
            claw_back: "refuse" | "within_balance" | "owe";
            expiry: components["schemas"]["LedgerExpiry"];
            /** Format: int64 */
            grace_days: number;
            limits: components["schemas"]["LedgerLimit"][];
            rounding: components["schemas"]["Rounding"];
            worth?: components["schemas"]["LedgerWorth"];
        };
        LedgerExpiry: {
            /** Format: int64 */
            n?: number;
            /** @enum {string} */
            rule: "never" | "days" | "months" | "end_of_month" | "end_of_quarter" | "end_of_year" | "activity";
            /** @enum {string} */
            until?: "end_of_month";
        };
        LedgerLimit: {
            /** Format: int64 */
            amount: number;
            role: string;
        };
        LedgerWorth: {
            currency: string;
            /** Format: int64 */
            minor: number;
            /** Format: int64 */
            units: number;
        };
        Level: {
            /**
             * @description Code of the level
             * @example gold
             */
            code: string;
            /**
             * @description Name in the reader's language
             * @example 金卡
             */
            name: string;
        };
        LevelCount: {
            /** @description Level */
            level: components["schemas"]["Level"];
            /**
             * Format: int64
             * @description Members
             * @example 1200
             */
            members: number;
        };
        LevelEarning: {
            /**
             * Format: int64
             * @description Under the draft
             * @example 300
             */
            draft_cash_bps: number;
            /**
             * Format: int64
             * @description Under the draft
             * @example 30000
             */
            draft_rate_bps: number;
            /** @description Level */
            level: components["schemas"]["Level"];
            /**
             * Format: int64
             * @description Cash value of earning now, in basis points of what is paid
             * @example 200
             */
            live_cash_bps: number;
            /**
             * Format: int64
             * @description Points for 1 of the currency now, in basis points
             * @example 20000
             */
            live_rate_bps: number;
        };
        LevelGap: {
            /**
             * Format: int64
             * @description Members between the two who have the level
             * @example 84
             */
            holds: number;
            /**
             * Format: minor
             * @description Spending that keeps it
             * @example 3600
             */
            keep: Minor;
            /** @description Level */
            level: components["schemas"]["Level"];
            /**
             * Format: int64
             * @description Members between the two who have not
             * @example 210
             */
            misses: number;
            /**
             * Format: minor
             * @description Spending that reaches it
             * @example 3600
             */
            reach: Minor;
            /** @description The same in the reader's language */
            text: string;
        };
        LevelMove: {
            /** @description Level now */
            from: components["schemas"]["Level"];
            /**
             * Format: int64
             * @description Members
             * @example 37
             */
            members: number;
            /** @description Level under the draft */
            to: components["schemas"]["Level"];
            /**
             * @description Whether that is a rise
             * @example true
             */
            up: boolean;
        };
        Liability: {
            /**
             * Format: date-time
             * @description What lies before this instant; null: all that is recorded
             * @example 2026-09-30T16:00:00Z
             */
            as_of: string | null;
            /**
             * @description Code of the asset
             * @example points
             */
            asset: string;
            /**
             * Format: points
             * @description By the entries: can be spent, or is set aside
             * @example 36
             */
            available: Points;
            /** @description What is left by the month in which it was credited: its age */
            by_credit: components["schemas"]["Outstanding"][];
            /** @description What is left by the month with which it ends; never comes last */
            by_expiry: components["schemas"]["Outstanding"][];
            /**
             * @description By which clock
             * @example occurred
             * @enum {string}
             */
            clock: "occurred" | "recorded";
            /**
             * @description Name in the reader's language
             * @example 积分
             */
            name: string;
            /**
             * Format: points
             * @description What is left in lots: available, pending and owed together
             * @example 36
             */
            open: Points;
            /**
             * Format: points
             * @description What members owe; it is taken off available
             * @example 36
             */
            owed: Points;
            /**
             * Format: points
             * @description By the entries: waits for the return window
             * @example 36
             */
            pending: Points;
            /**
             * Format: date-time
             * @description Everything committed before is in it
             * @example 2026-10-01T00:00:03Z
             */
            read_at: string;
            /**
             * @description Who answered
             * @example copy
             * @enum {string}
             */
            source: "copy" | "record";
            /**
             * @description Unit in the reader's language
             * @example 分
             */
            unit: string;
            /** @description What available and pending are worth by the asset's rule in force; null: it says nothing */
            worth: components["schemas"]["Money"];
        };
        Listener: {
            /**
             * Format: int64
             * @description Waiting
             * @example 0
             */
            due: number;
            /**
             * @description What it hears; null where only another version of the program has it
             * @example order.paid
             */
            kind: string | null;
            /**
             * @description Name of the listener
             * @example program.on_order_paid
             */
            name: string;
            /**
             * Format: double
             * @description Age of the oldest that waits
             * @example 0.2
             */
            oldest_seconds: number;
            /**
             * Format: int64
             * @description Set aside after repeated failure
             * @example 0
             */
            parked: number;
            /**
             * Format: date-time
             * @description Since when it is told nothing; null: it is told
             */
            paused_at: string | null;
            /**
             * @description Why it is paused
             * @example 规则有误，先停发积分
             */
            reason: string | null;
        };
        LocaleChange: {
            /**
             * @description Language of the console
             * @example en
             * @enum {string}
             */
            locale: "zh-CN" | "en";
        };
        LogOrigin: {
            /**
             * Format: date-time
             * @description When it began
             * @example 2026-09-12T04:20:01Z
             */
            begun_at: string;
            /** @description Public key of the checkpoints under it, as golang.org/x/mod/sumdb/note reads it */
            key: string;
            /**
             * @description The name, which checkpoints begin with
             * @example habitue-ledger-0123456789abcdef
             */
            name: string;
            /** @description Signed statement by which it began: begins, or continues another, with size, root and time */
            note: string;
            /**
             * Format: int64
             * @description Leaves of the log when it took the name
             * @example 1
             */
            size: number;
        };
        LogOrigins: {
            /** @description In their order; the last one signs */
            items: components["schemas"]["LogOrigin"][];
        };
        Lot: {
            /**
             * Format: points
             * @description As credited
             * @example 36
             */
            amount: Points;
            /**
             * @description Code of the asset
             * @example points
             */
            asset: string;
            /**
             * Format: date-time
             * @description When it was credited
             * @example 2026-09-12T04:20:00Z
             */
            credited_at: string;
            /**
             * Format: date-time
             * @description When it ends; null: never
             * @example 2027-09-30T16:00:00Z
             */
            expires_at: string | null;
            /**
             * Format: id
             * @description Id
             * @example 73014444033
             */
            id: Id;
            /**
             * Format: int64
             * @description Months that it lives on from the member's last activity; 0: its end is fixed
             * @example 0
             */
            idle_months: number;
            /**
             * Format: date-time
             * @description From when it can be used
             * @example 2026-09-19T16:00:00Z
             */
            matures_at: string;
            /**
             * Format: points
             * @description Of it, set aside by holds
             * @example 36
             */
            pinned: Points;
            /**
             * Format: id
             * @description The posting that credited it
             * @example 73014444033
             */
            posting_id: Id;
            /** @description Why it was credited; null of one that came with a merged member */
            reason: components["schemas"]["Reason"] | null;
            /** @description What caused it */
            reference: components["schemas"]["Reference"] | null;
            /**
             * Format: points
             * @description What is left
             * @example 36
             */
            remaining: Points;
            /**
             * @description Where it is in its life
             * @example available
             * @enum {string}
             */
            state: "pending" | "available" | "spent" | "expired";
        };
        LotChange: {
            /** @description The adjustment that moved the end */
            adjustment_id: Id | null;
            /**
             * Format: points
             * @description Credited or given back; drawn when negative; 0 where the end was moved
             * @example 36
             */
            amount: Points;
            /**
             * Format: date-time
             * @description When
             * @example 2026-09-12T04:20:00Z
             */
            at: string;
            /** @description Who moved the end */
            by: components["schemas"]["Doer"] | null;
            /**
             * @description What was typed beside it
             * @example 客诉补偿
             */
            note: string | null;
            /** @description The posting; null where the end was moved */
            posting_id: Id | null;
            /** @description Why: the reason of the posting, or of whoever moved the end */
            reason: components["schemas"]["Reason"];
            /**
             * Format: date-time
             * @description When it ended since
             * @example 2027-03-31T16:00:00Z
             */
            until: string | null;
            /**
             * Format: date-time
             * @description When it would have ended
             * @example 2026-12-31T16:00:00Z
             */
            was: string | null;
        };
        LotDraw: {
            /**
             * Format: points
             * @description How much
             * @example 36
             */
            amount: Points;
            /**
             * Format: id
             * @description The lot
             * @example 73014444033
             */
            lot_id: Id;
        };
        LotMoved: {
            /**
             * Format: id
             * @description The lot
             * @example 73014444033
             */
            lot_id: Id;
            /**
             * Format: points
             * @description What is left of it
             * @example 36
             */
            remaining: Points;
            /**
             * Format: date-time
             * @description When it ends
             * @example 2027-03-31T16:00:00Z
             */
            until: string;
            /**
             * Format: date-time
             * @description When it would have ended
             * @example 2026-12-31T16:00:00Z
             */
            was: string;
        };
        LotStatement: {
            /**
             * Format: points
             * @description As credited
             * @example 36
             */
            amount: Points;
            /**
             * @description Code of the asset
             * @example points
             */
            asset: string;
            /** @description Oldest first: credited, drawn, given back, extended */
            changes: components["schemas"]["LotChange"][];
            /**
             * Format: date-time
             * @description When it was credited
             * @example 2026-09-12T04:20:00Z
             */
            credited_at: string;
            /**
             * Format: date-time
             * @description When it ends; null: never
             * @example 2027-09-30T16:00:00Z
             */
            expires_at: string | null;
            /**
             * Format: id
             * @description Id
             * @example 73014444033
             */
            id: Id;
            /**
             * Format: int64
             * @description Months that it lives on from the member's last activity; 0: its end is fixed
             * @example 0
             */
            idle_months: number;
            /**
             * Format: date-time
             * @description From when it can be used
             * @example 2026-09-19T16:00:00Z
             */
            matures_at: string;
            /**
             * Format: points
             * @description Of it, set aside by holds
             * @example 36
             */
            pinned: Points;
            /**
             * Format: id
             * @description The posting that credited it
             * @example 73014444033
             */
            posting_id: Id;
            /** @description Why it was credited; null of one that came with a merged member */
            reason: components["schemas"]["Reason"] | null;
            /** @description What caused it */
            reference: components["schemas"]["Reference"] | null;
            /**
             * Format: points
             * @description What is left
             * @example 36
             */
            remaining: Points;
            /**
             * @description Where it is in its life
             * @example available
             * @enum {string}
             */
            state: "pending" | "available" | "spent" | "expired";
        };
        MadeAccount: {
            /**
             * Format: date-time
             * @description When it was made
             * @example 2026-01-05T02:00:00Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @description Since when it cannot be used
             * @example 2026-09-12T01:15:00Z
             */
            disabled_at: string | null;
            /**
             * @description E-mail, with which they sign in
             * @example li@example.com
             */
            email: string;
            /**
             * Format: id
             * @description Id
             * @example 73014444033
             */
            id: Id;
            /**
             * @description Language of the console
             * @example zh-CN
             */
            locale: string;
            /**
             * Format: date-time
             * @description Locked out until then
             * @example 2026-09-12T01:15:00Z
             */
            locked_until: string | null;
            /**
             * @description The password holds for one sign-in only
             * @example false
             */
            must_change: boolean;
            /**
             * @description Name
             * @example 李店长
             */
            name: string;
            /**
             * @description For the next sign-in only, shown this once; null where the maker chose it
             * @example k3mw-9xpt-hd7q-2vbn
             */
            password: string | null;
            /**
             * @description Roles
             * @example [
             *       "operations"
             *     ]
             */
            roles: string[];
            /**
             * Format: date-time
             * @description Last sign-in
             * @example 2026-09-12T01:00:00Z
             */
            signed_in_at: string | null;
            /** @description Stores in which they work: all that a store manager, cashier or adviser sees orders and members of */
            stores: components["schemas"]["Place"][];
        };
        MadeKey: {
            /**
             * Format: date-time
             * @description When it was made
             * @example 2026-01-05T02:00:00Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When it ends
             * @example 2027-01-05T02:00:00Z
             */
            expires_at: string | null;
            /**
             * Format: id
             * @description Id
             * @example 73014444033
             */
            id: Id;
            /**
             * @description The secret; shown this once
             * @example hbk_3fA9…
             */
            key: string;
            /**
             * @description What it is for
             * @example till-7
             */
            name: string;
            /**
             * @description Its first characters
             * @example hbk_3fA9
             */
            prefix: string;
            /**
             * Format: date-time
             * @description When it was taken back
             * @example 2026-09-12T01:00:00Z
             */
            revoked_at: string | null;
            /**
             * @description What it may do
             * @example [
             *       "order:write"
             *     ]
             */
            scopes: string[];
            /**
             * Format: date-time
             * @description Last use, to the minute
             * @example 2026-09-12T01:00:00Z
             */
            used_at: string | null;
        };
        Member: {
            /** @description What the member has */
            balances: components["schemas"]["Balance"][];
            /**
             * @description Month and day, MM-DD
             * @example 05-20
             */
            birthday: string | null;
            /** @description Channel of joining */
            channel: components["schemas"]["Place"] | null;
            /**
             * @description E-mail without most of its name
             * @example w***@example.com
             */
            email_masked: string | null;
            /**
             * Format: id
             * @description Id of the member
             * @example 73014444033
             */
            id: Id;
            /** @description How channels know the member */
            identities: components["schemas"]["Identity"][];
            /**
             * Format: date-time
             * @description When the person joined
             * @example 2025-03-02T08:15:00Z
             */
            joined_at: string;
            /** @description Level now */
            level: components["schemas"]["Level"] | null;
            /**
             * @description Name, as far as the reader may see it
             * @example 王**
             */
            name: string | null;
            /**
             * @description Member number, as printed
             * @example 8000 0012 3456
             */
            number: string;
            /**
             * @description Phone without its middle
             * @example +86 138****5678
             */
            phone_masked: string | null;
            /**
             * @description Which system reported the member
             * @example till
             */
            source: string;
            /**
             * @description What became of the membership
             * @example active
             * @enum {string}
             */
            status: "active" | "merged" | "left" | "erased";
            /** @description Store of joining */
            store: components["schemas"]["Place"] | null;
        };
        MemberCount: {
            /**
             * Format: int64
             * @description How many; when more is true, at least one more than this
             * @example 1234
             */
            count: number;
            /** @description Whether there are more than were counted */
            more: boolean;
        };
        MemberExport: {
            /**
             * @description Which columns, in this order
             * @example [
             *       "number"
             *     ]
             */
            columns: ("number" | "name" | "phone" | "level" | "points" | "joined_on" | "home_store" | "channel" | "source" | "class" | "r" | "f" | "m" | "last_order_on" | "orders" | "spend" | "labels")[];
            /** @description Which members, as in the list */
            filter: components["schemas"]["MemberFilter"];
            /**
             * @description Why; kept in the audit trail
             * @example 会员日短信名单核对
             */
            reason: string;
            /**
             * @description In which order, latest or largest first
             * @default joined
             * @example joined
             * @enum {string}
             */
            sort: "joined" | "last_order" | "spend";
        };
        MemberFilter: {
            /** @description Who joined through these channels */
            channel?: Id[];
            /**
             * @description Of these value classes; none: never bought, or gave everything back
             * @example [
             *       "high"
             *     ]
             */
            class?: ("high" | "medium" | "potential" | "low" | "dormant" | "none")[];
            /**
             * @description Scores of frequency
             * @example [
             *       "4"
             *     ]
             */
            f?: ("1" | "2" | "3" | "4" | "5")[];
            /** @description Who joined in these stores */
            home_store?: Id[];
            /**
             * Format: date
             * @description Joined on this day or later
             * @example 2026-01-01
             */
            joined_from?: string;
            /**
             * Format: date
             * @description Joined on this day or earlier
             * @example 2026-06-30
             */
            joined_until?: string;
            /**
             * @description Who has all of these labels
             * @example [
             *       "value:high"
             *     ]
             */
            label?: string[];
            /**
             * Format: date
             * @description Last purchase on this business day or later
             * @example 2026-06-01
             */
            last_order_from?: string;
            /**
             * Format: date
             * @description Last purchase on this business day or earlier
             * @example 2026-08-31
             */
            last_order_until?: string;
            /**
             * @description Of these levels
             * @example [
             *       "gold"
             *     ]
             */
            level?: string[];
            /**
             * @description Scores of money spent
             * @example [
             *       "3"
             *     ]
             */
            m?: ("1" | "2" | "3" | "4" | "5")[];
            /** @description Who ever bought in these stores */
            order_store?: Id[];
            /**
             * @description Scores of recency
             * @example [
             *       "5"
             *     ]
             */
            r?: ("1" | "2" | "3" | "4" | "5")[];
            /**
             * @description Reported by these systems
             * @example [
             *       "till"
             *     ]
             */
            source?: string[];
        };
        MemberHold: {
            /**
             * Format: points
             * @description As authorised
             * @example 36
             */
            amount: Points;
            /**
             * @description Code of the asset
             * @example points
             */
            asset: string;
            /**
             * Format: points
             * @description Of it, spent
             * @example 36
             */
            captured: Points;
            /**
             * Format: date-time
             * @description When it is released by itself
             */
            expires_at: string;
            /**
             * Format: id
             * @description Id
             * @example 73014444033
             */
            id: Id;
            /**
             * @description Its name by whoever asked for it, unique for the member
             * @example checkout:5521
             */
            key: string;
            /**
             * Format: points
             * @description What can still be captured
             * @example 36
             */
            left: Points;
            /** @description How much of which lots it still sets aside */
            lots: components["schemas"]["LotDraw"][];
            /**
             * Format: id
             * @description Whose value it is
             * @example 73014444033
             */
            member_id: Id;
            /**
             * Format: date-time
             * @description When it was written
             * @example 2026-09-12T04:20:01Z
             */
            recorded_at: string;
            /** @description What it is for */
            reference: components["schemas"]["Reference"] | null;
            /**
             * @description Where it is
             * @example held
             * @enum {string}
             */
            state: "held" | "captured" | "released" | "timed_out";
        };
        MemberProfile: {
            /**
             * Format: date
             * @description Business day as of which it was reckoned; null before the first time
             * @example 2026-09-12
             */
            as_of: string | null;
            /** @description By brand, where there are several */
            brands: components["schemas"]["BrandRating"][];
            /**
             * @description ISO 4217
             * @example CNY
             */
            currency: string;
            /** @description Moves between classes, newest first */
            history: components["schemas"]["ClassChange"][];
            /**
             * Format: int64
             * @description Over how many months frequency and money count; 0: ever
             * @example 24
             */
            months: number;
            /** @description Over all brands; null: never bought */
            value: components["schemas"]["Rating"] | null;
        };
        MemberSummary: {
            /** @description Channel of joining */
            channel: components["schemas"]["Place"] | null;
            /**
             * Format: id
             * @description Id of the member
             * @example 73014444033
             */
            id: Id;
            /**
             * Format: date-time
             * @description When the person joined
             * @example 2025-03-02T08:15:00Z
             */
            joined_at: string;
            /**
             * @description Labels in force; none for readers without profile:read
             * @example [
             *       "value:high"
             *     ]
             */
            labels: string[];
            /** @description Level now */
            level: components["schemas"]["Level"] | null;
            /**
             * @description Name, as far as the reader may see it; null where none is known
             * @example 王**
             */
            name: string | null;
            /**
             * @description Member number, as printed
             * @example 8000 0012 3456
             */
            number: string;
            /**
             * @description Phone without its middle; null where none is known
             * @example +86 138****5678
             */
            phone_masked: string | null;
            /**
             * Format: points
             * @description Points that can be spent now
             * @example 36
             */
            points_available: Points;
            /**
             * @description Which system reported the member
             * @example till
             */
            source: string;
            /**
             * @description What became of the membership
             * @example active
             * @enum {string}
             */
            status: "active" | "merged" | "left" | "erased";
            /** @description Store of joining */
            store: components["schemas"]["Place"] | null;
            /** @description What the member is worth; null where nothing was bought, and for readers without profile:read */
            value: components["schemas"]["MemberValue"] | null;
        };
        MemberValue: {
            /** @description Value class */
            class: components["schemas"]["Class"];
            /**
             * Format: int64
             * @description Score of frequency
             * @example 4
             */
            f: number;
            /**
             * Format: date
             * @description Business day of the last purchase
             * @example 2026-09-01
             */
            last_order_on: string | null;
            /**
             * Format: int64
             * @description Score of money spent
             * @example 3
             */
            m: number;
            /**
             * Format: int64
             * @description Purchases within the window of the rule
             * @example 12
             */
            orders: number;
            /**
             * Format: int64
             * @description Score of recency
             * @example 5
             */
            r: number;
            /**
             * Format: minor
             * @description What they come to
             * @example 3600
             */
            spend: Minor;
        };
        Money: {
            /**
             * Format: minor
             * @description In minor units
             * @example 3600
             */
            amount: Minor;
            /**
             * @description ISO 4217
             * @example CNY
             */
            currency: string;
        };
        NamedChange: {
            /** @description Name by language */
            name_i18n: {
                [key: string]: string;
            };
            /**
             * Format: int64
             * @description The version that was seen; where somebody has changed it since, the change is refused
             * @example 3
             */
            version: number;
        };
        NewAccount: {
            /**
             * @description E-mail, with which they sign in
             * @example li@example.com
             */
            email: string;
            /**
             * @description Language of the console
             * @default zh-CN
             * @example zh-CN
             * @enum {string}
             */
            locale: "zh-CN" | "en";
            /**
             * @description Name
             * @example 李店长
             */
            name: string;
            /**
             * @description For the first sign-in only: at least 10 characters, not the e-mail; made by us when absent
             * @example correct horse battery
             */
            password?: string;
            /**
             * @description Roles
             * @example [
             *       "operations"
             *     ]
             */
            roles: string[];
        };
        NewAdjustment: {
            /**
             * Format: points
             * @description Of an adjusting: what the member gets, or loses when negative
             * @example 36
             */
            amount?: Points;
            /**
             * @description Code of the asset; not of an undoing
             * @example points
             */
            asset?: string;
            /**
             * @description Gives or takes; lets lots live longer; or undoes an adjustment
             * @example adjust
             * @enum {string}
             */
            kind: "adjust" | "extend" | "undo";
            /** @description Of an extension: these lots; all of the asset when absent */
            lots?: Id[];
            /**
             * @description What to say beside it; no personal data
             * @example 客诉补偿
             */
            note?: string;
            /**
             * @description Code of the reason, of the retailer's list
             * @example goodwill
             */
            reason: string;
            /**
             * @description Your own number for it
             * @example CS-20260912-17
             */
            reference?: string;
            /**
             * Format: id
             * @description Of an undoing: the posting of an adjustment
             * @example 73014444033
             */
            undoes?: Id;
            /**
             * Format: date
             * @description Of an extension: the last good day they have at least
             * @example 2027-03-31
             */
            until?: string;
        };
        NewApproval: {
            /**
             * @description Code of the asset, of an asset's rule
             * @example points
             */
            asset?: string;
            /**
             * @description Of the draft as it was seen
             * @example 9f86d081884c7d65
             */
            hash: string;
            /**
             * @description What is asked for
             * @example earning_rule
             * @enum {string}
             */
            kind: "earning_rule" | "ladder" | "profile_rule" | "asset_rule";
            /**
             * @description What the other person should know
             * @example 双十一前把银卡倍率调回 2 倍
             */
            note: string;
            /**
             * Format: date-time
             * @description From when it is to hold; at once when absent
             * @example 2026-10-01T00:00:00Z
             */
            starts_at?: string;
            /**
             * Format: int64
             * @description Version of the draft
             * @example 4
             */
            version: number;
        };
        NewArticle: {
            /**
             * @description Not sold any more
             * @example false
             */
            archived?: boolean;
            /**
             * @description Code of its brand; none when absent
             * @example cloudridge
             */
            brand?: string;
            /**
             * @description Code of its category; none when absent
             * @example tea
             */
            category?: string;
            /**
             * @description Code in the retailer's systems; stays
             * @example TEA-0042
             */
            code: string;
            /**
             * @description Whether it can earn points, from the next order on
             * @example true
             */
            earns: boolean;
            /**
             * @description What it is; only goods earn
             * @example goods
             * @enum {string}
             */
            kind: "goods" | "delivery" | "service" | "tip" | "discount" | "other";
            /** @description Name by language */
            name_i18n: {
                [key: string]: string;
            };
        };
        NewAsset: {
            /**
             * Format: id
             * @description The brand whose it is; of every brand when absent
             * @example 73014444033
             */
            brand_id?: Id;
            /**
             * @description Code; stays
             * @example tea_points
             */
            code: string;
            /**
             * @description Of stored value, ISO 4217
             * @example CNY
             */
            currency?: string;
            /**
             * @description What sort of thing it is; stays
             * @example points
             * @enum {string}
             */
            kind: "points" | "growth" | "stored_principal" | "stored_bonus" | "partner";
            /** @description Name by language */
            name_i18n: {
                [key: string]: string;
            };
            /** @description The first rule; limits of adjusting are set afterwards, by two people */
            rule: components["schemas"]["LedgerAssetRule"];
            /** @description Unit by language */
            unit_i18n: {
                [key: string]: string;
            };
        };
        NewCapture: {
            /**
             * Format: points
             * @description How much of what is left
             * @example 36
             */
            amount: Points;
            /**
             * @description Your own name for it, unique for the member
             * @example checkout:5521:paid
             */
            key: string;
            /**
             * @description Whether what is left is released
             * @example true
             */
            last?: boolean;
            /**
             * Format: id
             * @description Whose hold it is
             * @example 73014444033
             */
            member_id: Id;
            /** @description A note for people, by language */
            memo?: {
                [key: string]: string;
            };
        };
        NewCategory: {
            /**
             * @description Code; rules name it by this, so it stays
             * @example tea
             */
            code: string;
            /** @description Name by language */
            name_i18n: {
                [key: string]: string;
            };
            /**
             * @description Code of the category above; at the top when absent
             * @example drinks
             */
            parent?: string;
            /**
             * Format: int64
             * @description Place among those of its parent, from 0; past the last is last
             * @example 2
             */
            position: number;
        };
        NewChannel: {
            /**
             * @description Code in the retailer's systems; stays
             * @example mini
             */
            code: string;
            /**
             * @description What it is to the member
             * @example mini_program
             * @enum {string}
             */
            kind: "till" | "mini_program" | "app" | "web_shop" | "delivery_platform" | "other";
            /** @description Name by language */
            name_i18n: {
                [key: string]: string;
            };
        };
        NewHold: {
            /**
             * Format: points
             * @description How much
             * @example 36
             */
            amount: Points;
            /**
             * @description Code of the asset
             * @example points
             */
            asset: string;
            /**
             * Format: date-time
             * @description When it is released by itself; at most 7 days ahead
             * @example 2026-09-12T04:35:00Z
             */
            expires_at: string;
            /**
             * @description Your own name for it, unique for the member
             * @example checkout:5521
             */
            key: string;
            /**
             * Format: id
             * @description Whose value is set aside
             * @example 73014444033
             */
            member_id: Id;
            /** @description What of yours it is for */
            reference?: components["schemas"]["PostingReference"];
        };
        NewKey: {
            /**
             * Format: date-time
             * @description When it ends; never when absent
             * @example 2027-01-05T02:00:00Z
             */
            expires_at?: string;
            /**
             * @description What it is for
             * @example till-7
             */
            name: string;
            /**
             * @description What it may do; at most what its maker may
             * @example [
             *       "order:write"
             *     ]
             */
            scopes: string[];
        };
        NewNamed: {
            /**
             * @description Code in the retailer's systems; stays
             * @example cloudridge
             */
            code: string;
            /** @description Name by language */
            name_i18n: {
                [key: string]: string;
            };
        };
        NewPosting: {
            /** @description What the member gets */
            credits?: components["schemas"]["PostingCredit"][];
            /** @description What the member gives, drawn from the lots that expire first */
            debits?: components["schemas"]["PostingDebit"][];
            /**
             * @description Your own name for it, unique for the member: the same key and body again gets the first answer, another body is refused
             * @example game:7781
             */
            key: string;
            /**
             * Format: id
             * @description Whose value changes
             * @example 73014444033
             */
            member_id: Id;
            /** @description A note for people, by language */
            memo?: {
                [key: string]: string;
            };
            /**
             * Format: date-time
             * @description When it happened; when it is recorded, where absent
             * @example 2026-09-12T04:20:00Z
             */
            occurred_at?: string;
            /**
             * @description Why
             * @example earn
             * @enum {string}
             */
            reason: "earn" | "spend" | "adjust" | "donate" | "top_up" | "refund";
            /** @description What of yours caused it */
            reference?: components["schemas"]["PostingReference"];
        };
        NewPostings: {
            /** @description The postings; each is decided by itself */
            items: components["schemas"]["NewPosting"][];
        };
        NewRegion: {
            /**
             * @description Code; stays
             * @example east
             */
            code: string;
            /** @description Name by language */
            name_i18n: {
                [key: string]: string;
            };
            /**
             * Format: id
             * @description The region around it; at the top when absent
             * @example 73014444033
             */
            parent_id?: Id;
        };
        NewReversal: {
            /** @description How much of what, up to what is left of the posting */
            amounts: components["schemas"]["PostingDebit"][];
            /**
             * @description Your own name for it, unique for the member
             * @example game:7781:back
             */
            key: string;
            /**
             * Format: id
             * @description Whose posting it is
             * @example 73014444033
             */
            member_id: Id;
            /** @description A note for people, by language */
            memo?: {
                [key: string]: string;
            };
        };
        NewStore: {
            /**
             * Format: id
             * @description Brand under which it trades; none when absent
             * @example 73014444033
             */
            brand_id?: Id;
            /**
             * @description Code in the retailer's systems; stays
             * @example S001
             */
            code: string;
            /**
             * Format: int64
             * @description Minutes after midnight that still belong to the day before; the retailer's when absent
             * @example 180
             */
            cutoff_minutes?: number;
            /** @description Name by language */
            name_i18n: {
                [key: string]: string;
            };
            /**
             * Format: date
             * @description Day on which it opened
             * @example 2024-05-01
             */
            opened_on?: string;
            /**
             * @description Its own IANA zone; the retailer's when absent
             * @example Asia/Urumqi
             */
            own_zone?: string;
            /**
             * Format: id
             * @description Region in which it lies; none when absent
             * @example 73014444033
             */
            region_id?: Id;
        };
        NewTransfer: {
            /**
             * Format: points
             * @description How much
             * @example 36
             */
            amount: Points;
            /**
             * @description Code of the asset
             * @example points
             */
            asset: string;
            /**
             * Format: id
             * @description Who gives
             * @example 73014444033
             */
            from_member_id: Id;
            /**
             * @description Your own name for it, unique for both members
             * @example family:90
             */
            key: string;
            /** @description A note for people, by language */
            memo?: {
                [key: string]: string;
            };
            /**
             * Format: id
             * @description Who gets
             * @example 73014444033
             */
            to_member_id: Id;
        };
        NewView: {
            /**
             * @description Columns; none: the usual ones
             * @example [
             *       "number"
             *     ]
             */
            columns: string[];
            /**
             * @description What its owner calls it; one of the same name is replaced
             * @example 快要沉睡的金卡
             */
            name: string;
            /**
             * @description Which list it is of
             * @example members
             * @enum {string}
             */
            page: "members";
            /**
             * @description Filters and order, as they stand in the page's address
             * @example level=gold&class=potential
             */
            search: string;
        };
        NextLevel: {
            /**
             * @description Code
             * @example diamond
             */
            code: string;
            /**
             * Format: minor
             * @description What is missing
             * @example 3600
             */
            missing: Minor;
            /**
             * @description Name in the reader's language
             * @example 钻石
             */
            name: string;
            /**
             * Format: minor
             * @description What it takes
             * @example 3600
             */
            threshold: Minor;
        };
        NoticeRef: {
            /**
             * Format: id
             * @description Id of the thing: of an order, a refund, an approval
             * @example 73014444033
             */
            id: Id;
            /**
             * Format: id
             * @description Whose; null where it is nobody's
             * @example 73014444033
             */
            member_id: Id | null;
        };
        OperatorReason: {
            /**
             * @description Why; it goes into the audit trail
             * @example 规则有误，先停发积分
             */
            reason: string;
        };
        Order: {
            /**
             * @description Cashier
             * @example 0012
             */
            cashier: string | null;
            /** @description How it was bought */
            channel: components["schemas"]["Place"] | null;
            /**
             * @description ISO 4217
             * @example CNY
             */
            currency: string;
            /**
             * Format: minor
             * @description Discounts
             * @example 3600
             */
            discount_amount: Minor;
            /**
             * Format: id
             * @description Id of the order
             * @example 73014444033
             */
            id: Id;
            /** @description Its lines */
            lines: components["schemas"]["OrderLine"][];
            /**
             * Format: minor
             * @description Before discounts
             * @example 3600
             */
            list_amount: Minor;
            /**
             * Format: date
             * @description Business day of the store
             * @example 2026-09-12
             */
            local_date: string;
            /** @description Who bought; null without a member */
            member_id: Id | null;
            /**
             * Format: date-time
             * @description When it was bought
             * @example 2026-09-12T04:20:00Z
             */
            occurred_at: string;
            /**
             * Format: minor
             * @description What was paid
             * @example 3600
             */
            paid_amount: Minor;
            /**
             * Format: date-time
             * @description When it was written
             * @example 2026-09-12T04:20:01Z
             */
            recorded_at: string;
            /**
             * @description The till's own number
             * @example T7-20260912-0183
             */
            reference: string;
            /**
             * Format: minor
             * @description What of it was given back
             * @example 3600
             */
            refunded_amount: Minor;
            /**
             * @description Which system reported it
             * @example till
             */
            source: string;
            /** @description Where it was bought */
            store: components["schemas"]["Place"] | null;
            /** @description How it was paid */
            tenders: components["schemas"]["Tender"][];
            /**
             * @description Till
             * @example 7
             */
            till: string | null;
        };
        OrderEarning: {
            /**
             * Format: points
             * @description Growth earned
             * @example 36
             */
            growth: Points;
            /** @description The member's level before it */
            level: components["schemas"]["Level"];
            /** @description Line by line */
            lines: components["schemas"]["EarnedLine"][];
            /** @description From when the points can be spent; null without points */
            matures_at: string | null;
            /**
             * Format: points
             * @description Points earned
             * @example 36
             */
            points: Points;
            /** @description The posting in the books; null when nothing was posted */
            posting_id: Id | null;
            /** @description The rule it followed */
            rule: components["schemas"]["RuleVersion"];
            /**
             * Format: points
             * @description Growth that refunds took back
             * @example 36
             */
            taken_growth: Points;
            /**
             * Format: points
             * @description Points that refunds took back
             * @example 36
             */
            taken_points: Points;
            /** @description How the points came about */
            why: components["schemas"]["Why"][];
        };
        OrderLine: {
            /**
             * @description Code of the article
             * @example TEA-0042
             */
            code: string;
            /**
             * Format: minor
             * @description Discounts
             * @example 3600
             */
            discount_amount: Minor;
            /**
             * @description Whether it can earn points
             * @example true
             */
            earns: boolean;
            /**
             * @description What the line is
             * @example goods
             * @enum {string}
             */
            kind: "goods" | "delivery" | "service" | "tip" | "discount" | "other";
            /**
             * Format: minor
             * @description Before discounts
             * @example 3600
             */
            list_amount: Minor;
            /**
             * @description Name on the receipt
             * @example 茉莉绿茶 大杯
             */
            name: string;
            /**
             * Format: int64
             * @description Line number from 1
             * @example 1
             */
            no: number;
            /**
             * Format: minor
             * @description What was paid
             * @example 3600
             */
            paid_amount: Minor;
            /**
             * Format: int64
             * @description In units of 10^-scale
             * @example 2
             */
            quantity: number;
            /**
             * Format: minor
             * @description What of the amount was given back
             * @example 3600
             */
            refunded_amount: Minor;
            /**
             * Format: int64
             * @description What of the quantity was given back
             * @example 0
             */
            refunded_quantity: number;
            /**
             * Format: int64
             * @description Decimals of the quantity
             * @example 0
             */
            scale: number;
            /**
             * Format: minor
             * @description Tax of the line
             * @example 3600
             */
            tax_amount: Minor;
            /**
             * @description Whether the amounts include the tax
             * @example true
             */
            tax_included: boolean;
            /**
             * Format: int32
             * @description Tax rate in basis points
             * @example 600
             */
            tax_rate_bps: number | null;
        };
        OrderMember: {
            /**
             * Format: id
             * @description Id of the member
             * @example 73014444033
             */
            id: Id;
            /**
             * @description Name, as far as the reader may see it
             * @example 王**
             */
            name: string | null;
            /**
             * @description Member number; null for readers who may not see members
             * @example 8000 0012 3456
             */
            number: string | null;
        };
        OrderPage: {
            /**
             * @description Cashier
             * @example 0012
             */
            cashier: string | null;
            /** @description How it was bought */
            channel: components["schemas"]["Place"] | null;
            /**
             * @description ISO 4217
             * @example CNY
             */
            currency: string;
            /**
             * Format: minor
             * @description Discounts
             * @example 3600
             */
            discount_amount: Minor;
            /** @description What it brought; null without a member and while that is not yet decided */
            earning: components["schemas"]["OrderEarning"] | null;
            /**
             * Format: id
             * @description Id of the order
             * @example 73014444033
             */
            id: Id;
            /** @description How it came to its member, where it was attached later */
            late_entry: components["schemas"]["LateEntry"] | null;
            /** @description Its lines */
            lines: components["schemas"]["OrderLine"][];
            /**
             * Format: minor
             * @description Before discounts
             * @example 3600
             */
            list_amount: Minor;
            /**
             * Format: date
             * @description Business day of the store
             * @example 2026-09-12
             */
            local_date: string;
            /** @description Who bought; null without a member */
            member: components["schemas"]["OrderMember"] | null;
            /** @description Who bought; null without a member */
            member_id: Id | null;
            /** @description Why it brought no points; null when it did */
            nothing: components["schemas"]["Reason"] | null;
            /**
             * Format: date-time
             * @description When it was bought
             * @example 2026-09-12T04:20:00Z
             */
            occurred_at: string;
            /**
             * Format: minor
             * @description What was paid
             * @example 3600
             */
            paid_amount: Minor;
            /**
             * Format: date-time
             * @description When it was written
             * @example 2026-09-12T04:20:01Z
             */
            recorded_at: string;
            /**
             * @description The till's own number
             * @example T7-20260912-0183
             */
            reference: string;
            /**
             * Format: minor
             * @description What of it was given back
             * @example 3600
             */
            refunded_amount: Minor;
            /** @description What was given back, oldest first */
            refunds: components["schemas"]["OrderRefund"][];
            /**
             * @description Which system reported it
             * @example till
             */
            source: string;
            /** @description Where it was bought */
            store: components["schemas"]["Place"] | null;
            /** @description How it was paid */
            tenders: components["schemas"]["Tender"][];
            /**
             * @description Till
             * @example 7
             */
            till: string | null;
            /**
             * @description Time zone of the place where it was bought
             * @example Asia/Shanghai
             */
            zone: string;
        };
        OrderRefund: {
            /**
             * Format: minor
             * @description What was given back
             * @example 3600
             */
            amount: Minor;
            /**
             * @description ISO 4217
             * @example CNY
             */
            currency: string;
            /**
             * Format: id
             * @description Id of the refund
             * @example 73014444033
             */
            id: Id;
            /** @description Its lines */
            lines: components["schemas"]["RefundLine"][];
            /** @description Whose it was; null without a member */
            member_id: Id | null;
            /**
             * Format: date-time
             * @description When it happened
             * @example 2026-09-13T02:05:00Z
             */
            occurred_at: string;
            /** @description The order returned, where it is one */
            order_id: Id | null;
            /** @description The posting in the books; null when nothing was taken */
            posting_id: Id | null;
            /**
             * @description As the till reported it
             * @example 商品破损
             */
            reason: string | null;
            /**
             * Format: date-time
             * @description When it was written
             * @example 2026-09-13T02:05:01Z
             */
            recorded_at: string;
            /**
             * @description The till's own number
             * @example T7-20260913-0009
             */
            reference: string;
            /**
             * @description Which system reported it
             * @example till
             */
            source: string;
            /** @description Where it was given back */
            store: components["schemas"]["Place"] | null;
            /**
             * Format: points
             * @description Growth it took back
             * @example 36
             */
            taken_growth: Points;
            /**
             * Format: points
             * @description Points it took back
             * @example 36
             */
            taken_points: Points;
        };
        OrderSummary: {
            /** @description How it was bought */
            channel: components["schemas"]["Place"] | null;
            /**
             * @description ISO 4217
             * @example CNY
             */
            currency: string;
            /**
             * Format: minor
             * @description Discounts
             * @example 3600
             */
            discount_amount: Minor;
            /** @description What it brought; null while that is not yet decided */
            earned: components["schemas"]["Earned"] | null;
            /**
             * Format: id
             * @description Id of the order
             * @example 73014444033
             */
            id: Id;
            /**
             * Format: int64
             * @description How many lines it has
             * @example 3
             */
            lines_count: number;
            /**
             * Format: minor
             * @description Before discounts
             * @example 3600
             */
            list_amount: Minor;
            /**
             * Format: date
             * @description Business day of the store
             * @example 2026-09-12
             */
            local_date: string;
            /**
             * Format: date-time
             * @description When it was bought
             * @example 2026-09-12T04:20:00Z
             */
            occurred_at: string;
            /**
             * Format: minor
             * @description What was paid
             * @example 3600
             */
            paid_amount: Minor;
            /**
             * @description The till's own number
             * @example T7-20260912-0183
             */
            reference: string;
            /**
             * Format: minor
             * @description What of it was given back
             * @example 3600
             */
            refunded_amount: Minor;
            /**
             * @description Which system reported it
             * @example till
             */
            source: string;
            /** @description Where it was bought */
            store: components["schemas"]["Place"] | null;
        };
        OrgBrand: {
            /**
             * @description Code
             * @example cloudridge
             */
            code: string;
            /**
             * Format: id
             * @description Id
             * @example 73014444033
             */
            id: Id;
            /**
             * @description Name in the reader's language
             * @example 云岫茶饮
             */
            name: string;
            /** @description Name in every language */
            name_i18n: {
                [key: string]: string;
            };
            /**
             * Format: int64
             * @description Counts the changes; a change names the one it was made of
             * @example 1
             */
            version: number;
        };
        OrgSettings: {
            /**
             * @description ISO 4217
             * @example CNY
             */
            currency: string;
            /**
             * Format: int64
             * @description Decimals of the currency
             * @example 2
             */
            currency_exponent: number;
            /**
             * @description Name in the reader's language
             * @example 云起茶咖
             */
            name: string;
            /** @description Name in every language */
            name_i18n: {
                [key: string]: string;
            };
            /**
             * @description IANA time zone
             * @example Asia/Shanghai
             */
            zone: string;
        };
        Outstanding: {
            /**
             * Format: points
             * @description How much
             * @example 36
             */
            amount: Points;
            /**
             * Format: int64
             * @description In how many lots
             * @example 1200
             */
            lots: number;
            /**
             * @description The month; null: it never ends
             * @example 2026-09
             */
            month: string | null;
        };
        PageAccount: {
            /** @description The rows of this page */
            items: components["schemas"]["Account"][];
            /**
             * @description Where the next page begins; null on the last
             * @example bWVtYmVyOjczMDE0NDQ0MDMz
             */
            next_cursor: string | null;
        };
        PageAdjustment: {
            /** @description The rows of this page */
            items: components["schemas"]["Adjustment"][];
            /**
             * @description Where the next page begins; null on the last
             * @example bWVtYmVyOjczMDE0NDQ0MDMz
             */
            next_cursor: string | null;
        };
        PageApproval: {
            /** @description The rows of this page */
            items: components["schemas"]["Approval"][];
            /**
             * @description Where the next page begins; null on the last
             * @example bWVtYmVyOjczMDE0NDQ0MDMz
             */
            next_cursor: string | null;
        };
        PageApprovalKind: {
            /** @description The rows of this page */
            items: components["schemas"]["ApprovalKind"][];
            /**
             * @description Where the next page begins; null on the last
             * @example bWVtYmVyOjczMDE0NDQ0MDMz
             */
            next_cursor: string | null;
        };
        PageArticle: {
            /** @description The rows of this page */
            items: components["schemas"]["Article"][];
            /**
             * @description Where the next page begins; null on the last
             * @example bWVtYmVyOjczMDE0NDQ0MDMz
             */
            next_cursor: string | null;
        };
        PageAsset: {
            /** @description The rows of this page */
            items: components["schemas"]["Asset"][];
            /**
             * @description Where the next page begins; null on the last
             * @example bWVtYmVyOjczMDE0NDQ0MDMz
             */
            next_cursor: string | null;
        };
        PageAssetRuleVersion: {
            /** @description The rows of this page */
            items: components["schemas"]["AssetRuleVersion"][];
            /**
             * @description Where the next page begins; null on the last
             * @example bWVtYmVyOjczMDE0NDQ0MDMz
             */
            next_cursor: string | null;
        };
        PageAuditEntry: {
            /** @description The rows of this page */
            items: components["schemas"]["AuditEntry"][];
            /**
             * @description Where the next page begins; null on the last
             * @example bWVtYmVyOjczMDE0NDQ0MDMz
             */
            next_cursor: string | null;
        };
        PageBackupRun: {
            /** @description The rows of this page */
            items: components["schemas"]["BackupRun"][];
            /**
             * @description Where the next page begins; null on the last
             * @example bWVtYmVyOjczMDE0NDQ0MDMz
             */
            next_cursor: string | null;
        };
        PageCategory: {
            /** @description The rows of this page */
            items: components["schemas"]["Category"][];
            /**
             * @description Where the next page begins; null on the last
             * @example bWVtYmVyOjczMDE0NDQ0MDMz
             */
            next_cursor: string | null;
        };
        PageChannel: {
            /** @description The rows of this page */
            items: components["schemas"]["Channel"][];
            /**
             * @description Where the next page begins; null on the last
             * @example bWVtYmVyOjczMDE0NDQ0MDMz
             */
            next_cursor: string | null;
        };
        PageCheckRun: {
            /** @description The rows of this page */
            items: components["schemas"]["CheckRun"][];
            /**
             * @description Where the next page begins; null on the last
             * @example bWVtYmVyOjczMDE0NDQ0MDMz
             */
            next_cursor: string | null;
        };
        PageComparisonRun: {
            /** @description The rows of this page */
            items: components["schemas"]["ComparisonRun"][];
            /**
             * @description Where the next page begins; null on the last
             * @example bWVtYmVyOjczMDE0NDQ0MDMz
             */
            next_cursor: string | null;
        };
        PageEarningRule: {
            /** @description The rows of this page */
            items: components["schemas"]["EarningRule"][];
            /**
             * @description Where the next page begins; null on the last
             * @example bWVtYmVyOjczMDE0NDQ0MDMz
             */
            next_cursor: string | null;
        };
        PageEntry: {
            /** @description The rows of this page */
            items: components["schemas"]["Entry"][];
            /**
             * @description Where the next page begins; null on the last
             * @example bWVtYmVyOjczMDE0NDQ0MDMz
             */
            next_cursor: string | null;
        };
        PageFoundOrder: {
            /** @description The rows of this page */
            items: components["schemas"]["FoundOrder"][];
            /**
             * @description Where the next page begins; null on the last
             * @example bWVtYmVyOjczMDE0NDQ0MDMz
             */
            next_cursor: string | null;
        };
        PageGoodsBrand: {
            /** @description The rows of this page */
            items: components["schemas"]["GoodsBrand"][];
            /**
             * @description Where the next page begins; null on the last
             * @example bWVtYmVyOjczMDE0NDQ0MDMz
             */
            next_cursor: string | null;
        };
        PageIncomingFile: {
            /** @description The rows of this page */
            items: components["schemas"]["IncomingFile"][];
            /**
             * @description Where the next page begins; null on the last
             * @example bWVtYmVyOjczMDE0NDQ0MDMz
             */
            next_cursor: string | null;
        };
        PageJob: {
            /** @description The rows of this page */
            items: components["schemas"]["Job"][];
            /**
             * @description Where the next page begins; null on the last
             * @example bWVtYmVyOjczMDE0NDQ0MDMz
             */
            next_cursor: string | null;
        };
        PageKey: {
            /** @description The rows of this page */
            items: components["schemas"]["Key"][];
            /**
             * @description Where the next page begins; null on the last
             * @example bWVtYmVyOjczMDE0NDQ0MDMz
             */
            next_cursor: string | null;
        };
        PageLadderVersion: {
            /** @description The rows of this page */
            items: components["schemas"]["LadderVersion"][];
            /**
             * @description Where the next page begins; null on the last
             * @example bWVtYmVyOjczMDE0NDQ0MDMz
             */
            next_cursor: string | null;
        };
        PageLateEntry: {
            /** @description The rows of this page */
            items: components["schemas"]["LateEntry"][];
            /**
             * @description Where the next page begins; null on the last
             * @example bWVtYmVyOjczMDE0NDQ0MDMz
             */
            next_cursor: string | null;
        };
        PageLateSum: {
            /** @description The rows of this page */
            items: components["schemas"]["LateSum"][];
            /**
             * @description Where the next page begins; null on the last
             * @example bWVtYmVyOjczMDE0NDQ0MDMz
             */
            next_cursor: string | null;
        };
        PageListener: {
            /** @description The rows of this page */
            items: components["schemas"]["Listener"][];
            /**
             * @description Where the next page begins; null on the last
             * @example bWVtYmVyOjczMDE0NDQ0MDMz
             */
            next_cursor: string | null;
        };
        PageLot: {
            /** @description The rows of this page */
            items: components["schemas"]["Lot"][];
            /**
             * @description Where the next page begins; null on the last
             * @example bWVtYmVyOjczMDE0NDQ0MDMz
             */
            next_cursor: string | null;
        };
        PageMemberHold: {
            /** @description The rows of this page */
            items: components["schemas"]["MemberHold"][];
            /**
             * @description Where the next page begins; null on the last
             * @example bWVtYmVyOjczMDE0NDQ0MDMz
             */
            next_cursor: string | null;
        };
        PageMemberSummary: {
            /** @description The rows of this page */
            items: components["schemas"]["MemberSummary"][];
            /**
             * @description Where the next page begins; null on the last
             * @example bWVtYmVyOjczMDE0NDQ0MDMz
             */
            next_cursor: string | null;
        };
        PageOrderSummary: {
            /** @description The rows of this page */
            items: components["schemas"]["OrderSummary"][];
            /**
             * @description Where the next page begins; null on the last
             * @example bWVtYmVyOjczMDE0NDQ0MDMz
             */
            next_cursor: string | null;
        };
        PageOrgBrand: {
            /** @description The rows of this page */
            items: components["schemas"]["OrgBrand"][];
            /**
             * @description Where the next page begins; null on the last
             * @example bWVtYmVyOjczMDE0NDQ0MDMz
             */
            next_cursor: string | null;
        };
        PageParkedNotice: {
            /** @description The rows of this page */
            items: components["schemas"]["ParkedNotice"][];
            /**
             * @description Where the next page begins; null on the last
             * @example bWVtYmVyOjczMDE0NDQ0MDMz
             */
            next_cursor: string | null;
        };
        PagePostingRecord: {
            /** @description The rows of this page */
            items: components["schemas"]["PostingRecord"][];
            /**
             * @description Where the next page begins; null on the last
             * @example bWVtYmVyOjczMDE0NDQ0MDMz
             */
            next_cursor: string | null;
        };
        PageProfileRuleVersion: {
            /** @description The rows of this page */
            items: components["schemas"]["ProfileRuleVersion"][];
            /**
             * @description Where the next page begins; null on the last
             * @example bWVtYmVyOjczMDE0NDQ0MDMz
             */
            next_cursor: string | null;
        };
        PageRegion: {
            /** @description The rows of this page */
            items: components["schemas"]["Region"][];
            /**
             * @description Where the next page begins; null on the last
             * @example bWVtYmVyOjczMDE0NDQ0MDMz
             */
            next_cursor: string | null;
        };
        PageRolePermissions: {
            /** @description The rows of this page */
            items: components["schemas"]["RolePermissions"][];
            /**
             * @description Where the next page begins; null on the last
             * @example bWVtYmVyOjczMDE0NDQ0MDMz
             */
            next_cursor: string | null;
        };
        PageRun: {
            /** @description The rows of this page */
            items: components["schemas"]["Run"][];
            /**
             * @description Where the next page begins; null on the last
             * @example bWVtYmVyOjczMDE0NDQ0MDMz
             */
            next_cursor: string | null;
        };
        PageSavedMapping: {
            /** @description The rows of this page */
            items: components["schemas"]["SavedMapping"][];
            /**
             * @description Where the next page begins; null on the last
             * @example bWVtYmVyOjczMDE0NDQ0MDMz
             */
            next_cursor: string | null;
        };
        PageStaffSession: {
            /** @description The rows of this page */
            items: components["schemas"]["StaffSession"][];
            /**
             * @description Where the next page begins; null on the last
             * @example bWVtYmVyOjczMDE0NDQ0MDMz
             */
            next_cursor: string | null;
        };
        PageStore: {
            /** @description The rows of this page */
            items: components["schemas"]["Store"][];
            /**
             * @description Where the next page begins; null on the last
             * @example bWVtYmVyOjczMDE0NDQ0MDMz
             */
            next_cursor: string | null;
        };
        PageTableSize: {
            /** @description The rows of this page */
            items: components["schemas"]["TableSize"][];
            /**
             * @description Where the next page begins; null on the last
             * @example bWVtYmVyOjczMDE0NDQ0MDMz
             */
            next_cursor: string | null;
        };
        Param: {
            Name: string;
            Value: unknown;
        };
        ParkedNotice: {
            /**
             * Format: int64
             * @description How often it was told
             * @example 12
             */
            attempts: number;
            /** @description What it concerns, 20 at most */
            concerns: components["schemas"]["NoticeRef"][];
            /** @description What the last attempt failed with */
            error: string;
            /**
             * Format: id
             * @description Id of the notice
             * @example 73014444033
             */
            id: Id;
            /**
             * @description What happened
             * @example order.paid
             */
            kind: string;
            /**
             * @description Who should hear it
             * @example program.on_order_paid
             */
            listener: string;
            /**
             * Format: date-time
             * @description When it was set aside
             * @example 2026-09-12T02:00:00Z
             */
            parked_at: string;
            /**
             * Format: date-time
             * @description When it happened
             * @example 2026-09-12T01:00:00Z
             */
            recorded_at: string;
            /**
             * Format: int64
             * @description How much it concerns in all
             * @example 1
             */
            total: number;
        };
        PartState: {
            /**
             * @description What was seen, for the log and for support
             * @example 40960 MiB free
             */
            detail: string;
            /**
             * @description open: nobody has looked yet; bad: requests are turned away
             * @enum {string}
             */
            level: "good" | "open" | "warning" | "bad";
            /**
             * @description What
             * @enum {string}
             */
            name: "database" | "schema" | "disk" | "notices" | "replica" | "check";
        };
        PasswordChange: {
            /**
             * @description Password now
             * @example correct horse battery
             */
            current: string;
            /**
             * @description Password from now on
             * @example staple correct horse
             */
            new: string;
        };
        PastBalance: {
            /**
             * @description Code of the asset
             * @example points
             */
            asset: string;
            /**
             * Format: points
             * @description Matured, what holds set aside among it; below zero by what is owed
             * @example 36
             */
            available: Points;
            /**
             * @description Name in the reader's language
             * @example 积分
             */
            name: string;
            /**
             * Format: points
             * @description Waiting for the return window
             * @example 36
             */
            pending: Points;
            /**
             * @description Unit in the reader's language
             * @example 分
             */
            unit: string;
        };
        PastBalances: {
            /**
             * Format: date-time
             * @description Before which instant
             * @example 2026-09-30T16:00:00Z
             */
            at: string;
            /**
             * @description By which clock
             * @example occurred
             * @enum {string}
             */
            clock: "occurred" | "recorded";
            /** @description One for each asset */
            items: components["schemas"]["PastBalance"][];
        };
        Place: {
            /**
             * @description Code in the retailer's systems
             * @example S001
             */
            code: string;
            /**
             * @description Name in the reader's language
             * @example 南京东路店
             */
            name: string;
        };
        Possession: {
            /**
             * Format: points
             * @description Can be spent
             * @example 36
             */
            available: Points;
            /**
             * Format: points
             * @description Taken back after it was spent
             * @example 36
             */
            owed: Points;
            /**
             * Format: points
             * @description Waiting for the return window to close
             * @example 36
             */
            pending: Points;
        };
        Posting: {
            /** @description How much of which lots it took, or put back when negative */
            draws: components["schemas"]["LotDraw"][];
            /** @description Its legs; they sum to zero for each asset */
            entries: components["schemas"]["PostingLeg"][];
            /**
             * Format: id
             * @description Id
             * @example 73014444033
             */
            id: Id;
        };
        PostingCredit: {
            /**
             * Format: points
             * @description How much
             * @example 36
             */
            amount: Points;
            /**
             * @description Code of the asset
             * @example points
             */
            asset: string;
            /**
             * Format: date-time
             * @description When it ends; by the asset's rule where absent
             * @example 2027-09-30T16:00:00Z
             */
            expires_at?: string;
            /**
             * Format: date-time
             * @description From when it can be used; at once where absent
             * @example 2026-09-19T16:00:00Z
             */
            matures_at?: string;
        };
        PostingDebit: {
            /**
             * Format: points
             * @description How much
             * @example 36
             */
            amount: Points;
            /**
             * @description Code of the asset
             * @example points
             */
            asset: string;
        };
        PostingLeg: {
            /**
             * @description available and pending are the member's, the others the house's
             * @example available
             */
            account: string;
            /**
             * Format: points
             * @description How much
             * @example 36
             */
            amount: Points;
            /**
             * @description Code of the asset
             * @example points
             */
            asset: string;
        };
        PostingProof: {
            /** @description What was signed */
            checkpoint: components["schemas"]["SignedCheckpoint"];
            /** @description The entries, in their order */
            leaves: components["schemas"]["ProvedLeaf"][];
        };
        PostingRecord: {
            /** @description The approval it was posted under */
            approval_id: Id | null;
            /** @description How much of which lots it took, or put back when negative */
            draws: components["schemas"]["LotDraw"][];
            /** @description Its legs; they sum to zero for each asset */
            entries: components["schemas"]["PostingLeg"][];
            /** @description The hold of which it is a capture */
            hold_id: Id | null;
            /**
             * Format: id
             * @description Id
             * @example 73014444033
             */
            id: Id;
            /**
             * @description Its name by whoever posted it, unique for the member
             * @example earn:73014444033
             */
            key: string;
            /**
             * Format: id
             * @description Whose value it changed
             * @example 73014444033
             */
            member_id: Id;
            /**
             * @description Note of whoever posted it
             * @example 补登小票
             */
            memo: string | null;
            /** @description The note in every language that it was written in */
            memo_i18n: {
                [key: string]: string;
            };
            /**
             * Format: date-time
             * @description When it happened
             * @example 2026-09-12T04:20:00Z
             */
            occurred_at: string;
            /** @description Lots that it credited */
            opened_lots: Id[];
            /** @description Of a transfer: the other member */
            peer_id: Id | null;
            /** @description Why */
            reason: components["schemas"]["Reason"];
            /**
             * Format: date-time
             * @description When it was written
             * @example 2026-09-12T04:20:01Z
             */
            recorded_at: string;
            /** @description What caused it */
            reference: components["schemas"]["Reference"] | null;
            /** @description Postings that undid it, oldest first */
            reversed_by: Id[];
            /** @description The posting that it undoes, in part or whole */
            reverses: Id | null;
            /** @description What of it can still be reversed by hand; what a rule gave is taken back by refunds */
            reversible: components["schemas"]["AssetAmount"][];
            /** @description The rule it followed */
            rule: components["schemas"]["RuleVersion"] | null;
            /** @description Who posted it by hand */
            staff_id: Id | null;
            /**
             * @description Name of who posted it by hand
             * @example 李店长
             */
            staff_name: string | null;
            /** @description How the amounts came about, asset by asset */
            why: components["schemas"]["AssetWhy"][];
        };
        PostingReference: {
            /**
             * Format: id
             * @description Its id
             * @example 73014444033
             */
            id: Id;
            /**
             * @description What it is
             * @example order
             */
            kind: string;
        };
        PostingVerdict: {
            /** @description What was posted; null where it was refused */
            posting: components["schemas"]["Posting"] | null;
            /** @description Why it was refused; null where it was posted */
            problem: components["schemas"]["Problem"] | null;
        };
        PostingVerdicts: {
            /** @description One for each, in their order */
            items: components["schemas"]["PostingVerdict"][];
        };
        Problem: {
            /**
             * @description Stable code that programs may rely on
             * @example ledger.insufficient_balance
             */
            code: string;
            /**
             * @description What happened, in the reader's language
             * @example 可用积分不足，还差 40。
             */
            detail: string;
            /** @description Which fields are wrong */
            errors: components["schemas"]["ProblemField"][];
            /**
             * @description Id of the request, for support
             * @example 5f0c9a1b2c3d4e5f60718293
             */
            request_id: string;
            /**
             * Format: int64
             * @description HTTP status
             * @example 409
             */
            status: number;
            /**
             * @description What kind of error it is, in the reader's language
             * @example 余额、额度或库存不足
             */
            title: string;
            /**
             * @description Where the error is explained
             * @example /docs#ledger.insufficient_balance
             */
            type: string;
        };
        ProblemField: {
            /**
             * @description Stable code
             * @example http.too_small
             */
            code: string;
            /**
             * @description What is wrong, in the reader's language
             * @example 不能小于 1。
             */
            message: string;
            /**
             * @description Where it stands in the request
             * @example lines[0].quantity
             */
            path: string;
        };
        ProfileCondition: {
            /** Format: int64 */
            max?: number;
            /** Format: int64 */
            min?: number;
            of: string;
        };
        ProfileDraft: {
            /** @description Window, scales and classes */
            body: components["schemas"]["ProfileRule"];
        };
        ProfileLine: {
            class: string;
            when: components["schemas"]["ProfileCondition"][];
        };
        ProfileRevision: {
            /** @description Window, scales and classes */
            body: components["schemas"]["ProfileRule"];
            /**
             * @description Of the draft as it was seen; where somebody else has changed it since, it is refused
             * @example 9f86d081884c7d65
             */
            hash: string;
        };
        ProfileRule: {
            classes: components["schemas"]["ProfileLine"][];
            frequency: components["schemas"]["ProfileScale"];
            monetary: components["schemas"]["ProfileScale"];
            /** Format: int64 */
            months: number;
            recency: components["schemas"]["ProfileScale"];
            rest: string;
        };
        ProfileRuleVersion: {
            /** @description Window, scales and classes */
            body: components["schemas"]["ProfileRule"];
            /**
             * @description Of the body; tells one state of a draft from another
             * @example 9f86d081884c7d65
             */
            hash: string;
            /**
             * Format: date-time
             * @description When
             * @example 2026-09-12T02:00:00Z
             */
            published_at: string | null;
            /**
             * @description Name of who approved it, or published it alone
             * @example 陈经理
             */
            published_by: string | null;
            /**
             * @description Where it is in its life
             * @example live
             * @enum {string}
             */
            status: "draft" | "approved" | "live" | "ended";
            /**
             * Format: date-time
             * @description From when it counts; null: since ever, or a draft
             * @example 2026-01-01T00:00:00Z
             */
            valid_from: string | null;
            /**
             * Format: int64
             * @description Version
             * @example 3
             */
            version: number;
            /** @description The rule in sentences of the reader's language */
            words: string[];
            /**
             * Format: date-time
             * @description When
             * @example 2026-09-12T01:00:00Z
             */
            written_at: string;
            /**
             * @description Name of who wrote it as it is
             * @example 李店长
             */
            written_by: string;
        };
        ProfileScale: {
            by: string;
            steps?: number[];
        };
        ProfileSentences: {
            /** @description What it changes against the rule in force */
            differences: components["schemas"]["Difference"][];
            /** @description The draft in sentences of the reader's language */
            words: string[];
        };
        ProgramBonus: {
            id: string;
            /** Format: int64 */
            min_paid: number;
            name: {
                [key: string]: string;
            };
            /** Format: int64 */
            points: number;
            when: components["schemas"]["CouponWhen"];
        };
        ProgramMultiplier: {
            id: string;
            name: {
                [key: string]: string;
            };
            on: components["schemas"]["CouponGoods"];
            /** Format: int64 */
            rate_bps: number;
            when: components["schemas"]["CouponWhen"];
        };
        ProgramRule: {
            bonuses: components["schemas"]["ProgramBonus"][];
            combine: string;
            exclude: components["schemas"]["CouponGoods"];
            /** Format: int64 */
            growth_pending_days: number;
            /** Format: int64 */
            growth_rate_bps: number;
            level_rates_bps: {
                [key: string]: number;
            };
            /** Format: int64 */
            max_rate_bps: number;
            /** Format: int64 */
            min_paid: number;
            multipliers: components["schemas"]["ProgramMultiplier"][];
            /** Format: int64 */
            pending_days: number;
            /** Format: int64 */
            points_rate_bps: number;
        };
        Proof: {
            /** @description What breaks it, some of it */
            broken: string[];
            /** @description Whether it holds */
            holds: boolean;
            /**
             * @description Name of the proof
             * @example ledger.entries_sum_to_zero
             */
            name: string;
            /**
             * Format: double
             * @description How long it took
             * @example 0.4
             */
            seconds: number;
        };
        ProvedLeaf: {
            /** @description The leaf, base64 */
            hash: string;
            /**
             * Format: int64
             * @description Place in the log, from 0
             * @example 536
             */
            index: number;
            /** @description Hashes beside the way to the root, as RFC 6962 has them, base64 */
            path: string[];
            /** @description Canonical form; SHA-256 of a zero byte and this is the leaf */
            text: string;
        };
        Publishing: {
            /**
             * @description Why it is published although nobody else could look
             * @example 目前只有我一人负责规则
             */
            reason?: string;
            /**
             * Format: date-time
             * @description From when; now when absent
             * @example 2026-10-01T00:00:00Z
             */
            valid_from?: string;
        };
        RankedLevel: {
            /**
             * @description Code
             * @example gold
             */
            code: string;
            /**
             * @description Name in the reader's language
             * @example 金卡
             */
            name: string;
            /**
             * Format: int64
             * @description 0 is the lowest
             * @example 2
             */
            rank: number;
        };
        Rating: {
            /** @description Value class */
            class: components["schemas"]["Class"];
            /**
             * Format: date
             * @description Business day of the first purchase
             * @example 2025-03-02
             */
            first_order_on: string | null;
            /** @description Purchases within the window */
            frequency: components["schemas"]["Score"];
            /**
             * Format: date
             * @description Business day of the last purchase
             * @example 2026-09-01
             */
            last_order_on: string | null;
            /** @description What they come to, in minor units */
            monetary: components["schemas"]["Score"];
            /** @description Days since the last purchase */
            recency: components["schemas"]["Score"];
            /**
             * Format: int64
             * @description Version of the rule it follows
             * @example 3
             */
            rule_version: number;
            /**
             * Format: date
             * @description Since which business day
             * @example 2026-05-02
             */
            since: string;
            /** @description Which conditions were met, and with what */
            why: components["schemas"]["Why"][];
        };
        Reading: {
            /** @description In place of a preset; columns are found by the header when both are absent */
            mapping?: components["schemas"]["IntakeMapping"];
            /**
             * @description Saved or built-in mapping
             * @example online-retail
             */
            preset?: string;
        };
        Reason: {
            /**
             * @description Stable code
             * @example earn
             */
            code: string;
            /**
             * @description In the reader's language
             * @example 消费获得
             */
            text: string;
        };
        Receipt: {
            /**
             * Format: minor
             * @description What was paid, as on the receipt
             * @example 3600
             */
            amount: Minor;
            /**
             * Format: date
             * @description Business day on the receipt
             * @example 2026-09-12
             */
            date: string;
            /**
             * Format: id
             * @description Whose it shall be
             * @example 73014444033
             */
            member_id: Id;
            /**
             * @description Why only now; required above the amount of the policy
             * @example 顾客忘带会员码
             */
            reason?: string;
            /**
             * @description The number on the receipt
             * @example T7-20260912-0183
             */
            reference: string;
        };
        Recency: {
            /**
             * Format: date
             * @description Business day it shows
             * @example 2026-09-12
             */
            as_of: string;
            /** @description Brand it shows; null: all together */
            brand: components["schemas"]["ShopBrand"] | null;
            /** @description All of one width, the latest first; the last has the rest */
            buckets: components["schemas"]["RecencyBucket"][];
            /**
             * Format: int64
             * @description Members with a value
             * @example 18230
             */
            members: number;
        };
        RecencyBucket: {
            /**
             * Format: date
             * @description First of the days on which they bought last; null: the rest
             * @example 2026-08-14
             */
            first_day: string | null;
            /**
             * Format: int64
             * @description Days since the last purchase, at least
             * @example 15
             */
            from_days: number;
            /**
             * Format: date
             * @description Last of these days
             * @example 2026-08-28
             */
            last_day: string;
            /**
             * Format: int64
             * @description How many
             * @example 642
             */
            members: number;
            /**
             * Format: int64
             * @description Fewer than; null: the rest
             * @example 30
             */
            until_days: number | null;
        };
        Reference: {
            /**
             * Format: id
             * @description Its id
             * @example 73014444033
             */
            id: Id;
            /**
             * @description order, refund, …
             * @example order
             */
            kind: string;
            /** @description The order that it is, or of which it is a refund */
            order_id: Id | null;
            /**
             * @description Its own number or name
             * @example T7-20260912-0183
             */
            text: string;
        };
        Refresh: {
            /**
             * Format: date
             * @description Business day as of which values are reckoned
             * @example 2026-09-12
             */
            as_of: string;
            /**
             * Format: date-time
             * @description When it was asked for
             * @example 2026-09-12T04:20:00Z
             */
            asked_at: string;
            /**
             * @description Why: a day ended or a file came in, or somebody asked
             * @example nightly
             * @enum {string}
             */
            cause: "nightly" | "asked";
            /**
             * Format: int64
             * @description Members gone through
             * @example 12000
             */
            done: number;
            /**
             * Format: date-time
             * @description When it ended
             * @example 2026-09-12T04:20:09Z
             */
            finished_at: string | null;
            /**
             * Format: id
             * @description Id
             * @example 73014444033
             */
            id: Id;
            /**
             * Format: int64
             * @description Moves between classes
             * @example 97
             */
            moved: number;
            /**
             * @description Why it failed, in the reader's language
             * @example 系统内部错误。
             */
            problem: string | null;
            /**
             * Format: int64
             * @description Version of the rule; null while it waits
             * @example 3
             */
            rule_version: number | null;
            /**
             * Format: date-time
             * @description When it began
             * @example 2026-09-12T04:20:01Z
             */
            started_at: string | null;
            /**
             * @description Where it is
             * @example running
             * @enum {string}
             */
            status: "waiting" | "running" | "done" | "failed";
            /**
             * Format: int64
             * @description Members with a value; 0 while unknown
             * @example 20000
             */
            total: number;
            /**
             * Format: int64
             * @description Rows that differed and were written
             * @example 812
             */
            written: number;
        };
        Refund: {
            /**
             * Format: minor
             * @description What was given back
             * @example 3600
             */
            amount: Minor;
            /**
             * @description ISO 4217
             * @example CNY
             */
            currency: string;
            /**
             * Format: id
             * @description Id of the refund
             * @example 73014444033
             */
            id: Id;
            /** @description Its lines */
            lines: components["schemas"]["RefundLine"][];
            /** @description Whose it was; null without a member */
            member_id: Id | null;
            /**
             * Format: date-time
             * @description When it happened
             * @example 2026-09-13T02:05:00Z
             */
            occurred_at: string;
            /** @description The order returned, where it is one */
            order_id: Id | null;
            /**
             * @description As the till reported it
             * @example 商品破损
             */
            reason: string | null;
            /**
             * Format: date-time
             * @description When it was written
             * @example 2026-09-13T02:05:01Z
             */
            recorded_at: string;
            /**
             * @description The till's own number
             * @example T7-20260913-0009
             */
            reference: string;
            /**
             * @description Which system reported it
             * @example till
             */
            source: string;
        };
        RefundLine: {
            /**
             * Format: minor
             * @description What was given back
             * @example 3600
             */
            amount: Minor;
            /**
             * @description Code of the article
             * @example TEA-0042
             */
            code: string;
            /**
             * Format: int64
             * @description The line of that order
             * @example 1
             */
            line_no: number | null;
            /**
             * @description Name on the receipt
             * @example 茉莉绿茶 大杯
             */
            name: string;
            /**
             * Format: int64
             * @description Line number from 1
             * @example 1
             */
            no: number;
            /** @description The order it returns from; null where unknown */
            order_id: Id | null;
            /**
             * Format: int64
             * @description In units of 10^-scale
             * @example 1
             */
            quantity: number;
            /**
             * Format: int64
             * @description Decimals of the quantity
             * @example 0
             */
            scale: number;
        };
        Refusal: {
            /**
             * @description Why
             * @example 金卡倍率过高
             */
            reason: string;
        };
        Region: {
            /**
             * @description Code
             * @example east
             */
            code: string;
            /**
             * Format: id
             * @description Id
             * @example 73014444033
             */
            id: Id;
            /**
             * @description Name in the reader's language
             * @example 华东
             */
            name: string;
            /** @description Name in every language */
            name_i18n: {
                [key: string]: string;
            };
            /** @description The region around it; null at the top */
            parent_id: Id | null;
            /**
             * Format: int64
             * @description Counts the changes; a change names the one it was made of
             * @example 1
             */
            version: number;
        };
        RegionChange: {
            /** @description Name by language */
            name_i18n: {
                [key: string]: string;
            };
            /**
             * Format: id
             * @description The region around it; at the top when absent
             * @example 73014444033
             */
            parent_id?: Id;
            /**
             * Format: int64
             * @description The version that was seen; where somebody has changed it since, the change is refused
             * @example 3
             */
            version: number;
        };
        Replica: {
            /** @description Whether analysis is answered from it */
            answers: boolean;
            /**
             * Format: int64
             * @description Rows brought into it since the process started
             * @example 1200
             */
            applied_rows: number;
            /**
             * Format: date-time
             * @description Everything committed before is in it
             */
            as_of: string | null;
            /**
             * @description Why a new copy is made
             * @example differs
             */
            because: string | null;
            /** @description How far a new copy has come */
            building: components["schemas"]["Filled"] | null;
            /**
             * Format: int64
             * @description Size on disk
             * @example 8388608
             */
            bytes: number;
            /**
             * Format: double
             * @description How far behind it is
             * @example 1.2
             */
            lag_seconds: number;
            /**
             * Format: int64
             * @description Memory in use by its engine
             * @example 8388608
             */
            memory_bytes: number;
            /** @description Why it waits */
            problem: string | null;
            /**
             * Format: int64
             * @description Times it was made anew since then
             * @example 0
             */
            rebuilds: number;
            /**
             * Format: int64
             * @description Rows in all tables
             * @example 120000
             */
            rows: number;
            /**
             * @description What it is doing; elsewhere: another process keeps it, or nobody does
             * @enum {string}
             */
            state: "elsewhere" | "stopped" | "building" | "following" | "waiting";
        };
        ReplicaDifference: {
            /**
             * Format: int64
             * @description Rows in the replica
             * @example 119
             */
            copy_rows: number;
            /**
             * Format: int64
             * @description Rows in the database
             * @example 120
             */
            database_rows: number;
            /**
             * @description Day, or part of a table without days
             * @example 2026-09-12
             */
            day: string;
            /**
             * @description Table
             * @example orders.line
             */
            table: string;
        };
        Retried: {
            /**
             * Format: int64
             * @description Notices that will be heard again
             * @example 3
             */
            notices: number;
        };
        Return: {
            /** @description What is given back */
            lines: components["schemas"]["ReturnLine"][];
            /**
             * Format: id
             * @description Whose order it is; refused when it is another's
             * @example 73014444033
             */
            member_id?: Id;
            /**
             * Format: date-time
             * @description When it happened
             * @example 2026-09-13T02:05:00Z
             */
            occurred_at: string;
            /** @description The order it returns from */
            order: components["schemas"]["ReturnedOrder"];
            /**
             * @description Why
             * @example 商品破损
             */
            reason?: string;
            /**
             * @description The till's own number, unique in its source
             * @example T7-20260913-0009
             */
            reference: string;
            /**
             * @description Which system reports; the API key's name when absent
             * @example till
             */
            source?: string;
        };
        ReturnedOrder: {
            /**
             * Format: id
             * @description Id of the order
             * @example 73014444033
             */
            id?: Id;
            /**
             * @description The till's number of the order
             * @example T7-20260912-0183
             */
            reference?: string;
            /**
             * @description Which system reported it; the refund's when absent
             * @example till
             */
            source?: string;
        };
        ReturnLine: {
            /**
             * Format: minor
             * @description What is given back; the line's share when absent
             * @example 3600
             */
            amount?: Minor;
            /**
             * Format: int64
             * @description Line of the order
             * @example 1
             */
            line_no: number;
            /**
             * Format: int64
             * @description In the line's unit
             * @example 1
             */
            quantity: number;
        };
        Revealed: {
            /**
             * @description E-mail
             * @example wang@example.com
             */
            email: string | null;
            /**
             * @description Name
             * @example 王小云
             */
            name: string | null;
            /**
             * @description Phone, E.164
             * @example +8613800005678
             */
            phone: string | null;
        };
        Revealing: {
            /**
             * @description Why; kept in the audit trail
             * @example 会员来电核实
             */
            reason: string;
        };
        RFMCell: {
            /**
             * Format: int64
             * @description Score of frequency
             * @example 4
             */
            f: number;
            /**
             * Format: double
             * @description Mean score of money
             * @example 4.2
             */
            mean_m: number;
            /**
             * Format: minor
             * @description Spend per member, rounded down
             * @example 3600
             */
            mean_spend: Minor;
            /**
             * Format: int64
             * @description Members in it
             * @example 812
             */
            members: number;
            /**
             * Format: int64
             * @description Their purchases within the window
             * @example 4120
             */
            orders: number;
            /**
             * Format: int64
             * @description Score of recency
             * @example 5
             */
            r: number;
            /**
             * Format: minor
             * @description What they spent within the window
             * @example 3600
             */
            spend: Minor;
        };
        RFMGrid: {
            /**
             * Format: date
             * @description Business day it shows
             * @example 2026-09-12
             */
            as_of: string;
            /** @description Brand it shows; null: all together */
            brand: components["schemas"]["ShopBrand"] | null;
            /** @description Brands that can be shown apart */
            brands: components["schemas"]["ShopBrand"][];
            /** @description The 25 cells, from R1 F1 to R5 F5 */
            cells: components["schemas"]["RFMCell"][];
            /**
             * @description ISO 4217
             * @example CNY
             */
            currency: string;
            /**
             * Format: int64
             * @description Members with a value
             * @example 18230
             */
            members: number;
            /**
             * Format: int64
             * @description Version of the rule it follows
             * @example 3
             */
            rule_version: number;
            /**
             * Format: minor
             * @description What they spent within the window
             * @example 3600
             */
            spend: Minor;
        };
        RolePermissions: {
            /**
             * @description Name in the reader's language
             * @example 运营
             */
            name: string;
            /**
             * @description What it may do
             * @example [
             *       "member:read"
             *     ]
             */
            permissions: string[];
            /**
             * @description Role
             * @example operations
             */
            role: string;
        };
        RolesChange: {
            /**
             * @description Why; kept in the audit trail
             * @example 离职
             */
            reason: string;
            /**
             * @description Roles from now on
             * @example [
             *       "operations"
             *     ]
             */
            roles: string[];
        };
        RollFlow: {
            /**
             * Format: points
             * @description From the members' side
             * @example 36
             */
            amount: Points;
            /**
             * Format: int64
             * @description How many entries
             * @example 1200
             */
            entries: number;
            /**
             * @description Its name in the reader's language
             * @example 发放
             */
            name: string;
            /**
             * @description Code of the side; GET /ledger/postings finds its postings by account
             * @example issued
             */
            side: string;
        };
        RollForward: {
            /**
             * Format: date-time
             * @description What lies before this instant; null: all that is recorded
             * @example 2026-09-30T16:00:00Z
             */
            as_of: string | null;
            /**
             * @description Code of the asset
             * @example points
             */
            asset: string;
            /**
             * @description By which clock
             * @example occurred
             * @enum {string}
             */
            clock: "occurred" | "recorded";
            /**
             * @description First month
             * @example 2026-01
             */
            from: string;
            /** @description Month by month, oldest first */
            months: components["schemas"]["RollMonth"][];
            /**
             * @description Name in the reader's language
             * @example 积分
             */
            name: string;
            /**
             * Format: date-time
             * @description Everything committed before is in it
             * @example 2026-10-01T00:00:03Z
             */
            read_at: string;
            /**
             * @description Who answered
             * @example copy
             * @enum {string}
             */
            source: "copy" | "record";
            /**
             * @description Unit in the reader's language
             * @example 分
             */
            unit: string;
            /**
             * @description Month before which it ends
             * @example 2027-01
             */
            until: string;
        };
        RollMonth: {
            /**
             * Format: points
             * @description What members had when it ended
             * @example 36
             */
            closing: Points;
            /** @description What came to members and what went; the same sides in every month */
            flows: components["schemas"]["RollFlow"][];
            /**
             * Format: date-time
             * @description When it begins
             * @example 2026-08-31T16:00:00Z
             */
            from: string;
            /**
             * @description The month
             * @example 2026-09
             */
            month: string;
            /**
             * Format: points
             * @description What members had when it began
             * @example 36
             */
            opening: Points;
            /**
             * Format: date-time
             * @description When it ends
             * @example 2026-09-30T16:00:00Z
             */
            until: string;
        };
        Rounding: {
            /** @enum {string} */
            mode: "floor" | "half_up" | "ceil";
            /** Format: int64 */
            step: number;
        };
        RuleVersion: {
            /**
             * Format: id
             * @description Id of the rule
             * @example 73014444033
             */
            id: Id;
            /**
             * Format: int64
             * @description Its version
             * @example 3
             */
            version: number;
        };
        Run: {
            /** @description What it changed, or a dry run would; null while it runs */
            applied: components["schemas"]["IntakeApplied"] | null;
            /** @description How it was asked for; null where it came from the command line */
            asked: components["schemas"]["FileRun"] | null;
            /**
             * Format: date-time
             * @description When its turn came
             * @example 2026-09-12T04:20:01Z
             */
            begun_at: string | null;
            /**
             * @description Who asked for it
             * @example staff:73014444033
             */
            by: string;
            /**
             * @description Their name
             * @example 李店长
             */
            by_name: string | null;
            /**
             * Format: int64
             * @description How far the phase came
             * @example 120000
             */
            done: number;
            /**
             * @description Whether nothing is changed
             * @example false
             */
            dry_run: boolean;
            /** @description Why it was refused or failed */
            error: components["schemas"]["RunError"] | null;
            /**
             * Format: id
             * @description The file, while it is kept
             * @example 73014444034
             */
            file_id: Id | null;
            /**
             * @description Name of the file
             * @example orders-2026.csv.gz
             */
            file_name: string;
            /**
             * Format: date-time
             * @description When it ended
             * @example 2026-09-12T04:20:18Z
             */
            finished_at: string | null;
            /**
             * Format: id
             * @description Id
             * @example 73014444033
             */
            id: Id;
            /**
             * @description What the file holds
             * @example orders
             */
            kind: string;
            /**
             * Format: int64
             * @description Lines applied so far
             * @example 120000
             */
            lines: number;
            /**
             * @description Whether it can be done again from where it stopped
             * @example false
             */
            may_retry: boolean;
            /**
             * @description What is being done, in the reader's language
             * @example 写入订单
             */
            phase: string;
            /**
             * Format: double
             * @description Lines per second since its turn came
             * @example 24150.5
             */
            rate: number;
            /**
             * Format: date-time
             * @description When it was asked for
             * @example 2026-09-12T04:20:00Z
             */
            received_at: string;
            /** @description What came of it; null while it runs and in lists */
            report: components["schemas"]["IntakeOutcome"] | null;
            /**
             * @description Where it is
             * @example applying
             * @enum {string}
             */
            status: "waiting" | "reading" | "applying" | "done" | "failed" | "refused" | "cancelled";
            /**
             * Format: int64
             * @description How far it has to go; 0 while unknown
             * @example 392692
             */
            total: number;
            /**
             * Format: date-time
             * @description Last sign of life
             * @example 2026-09-12T04:20:17Z
             */
            updated_at: string;
            /** @description The first errors, by row */
            wrong: components["schemas"]["WrongRow"][];
            /**
             * Format: int64
             * @description Rows that were refused, with those held back beside them
             * @example 0
             */
            wrong_rows: number;
        };
        RunError: {
            /**
             * @description Stable code
             * @example intake.no_such_column
             */
            code: string;
            /**
             * @description In the reader's language
             * @example 找不到列 InvoiceDate。
             */
            text: string;
        };
        Sale: {
            /**
             * @description Cashier
             * @example 0012
             */
            cashier?: string;
            /**
             * @description Code of the channel
             * @example store
             */
            channel?: string;
            /**
             * @description ISO 4217
             * @example CNY
             */
            currency: string;
            /** @description Its lines */
            lines: components["schemas"]["SaleLine"][];
            /** @description Who bought, by what the till knows them */
            member?: components["schemas"]["Buyer"];
            /**
             * Format: id
             * @description Who bought, where the till knows the id
             * @example 73014444033
             */
            member_id?: Id;
            /**
             * Format: date-time
             * @description When it was bought
             * @example 2026-09-12T04:20:00Z
             */
            occurred_at: string;
            /**
             * @description The till's own number, unique in its source
             * @example T7-20260912-0183
             */
            reference: string;
            /**
             * @description Which system reports; the API key's name when absent
             * @example till
             */
            source?: string;
            /**
             * @description Code of the store
             * @example S001
             */
            store?: string;
            /** @description How it was paid */
            tenders?: components["schemas"]["Tender"][];
            /**
             * @description Till
             * @example 7
             */
            till?: string;
        };
        SaleLine: {
            /**
             * @description Code of the brand, for articles not yet known
             * @example house
             */
            brand?: string;
            /**
             * @description Code of the category, for articles not yet known
             * @example tea
             */
            category?: string;
            /**
             * @description Code of the article
             * @example TEA-0042
             */
            code: string;
            /**
             * Format: minor
             * @description Discounts on the line
             * @example 3600
             */
            discount_amount?: Minor;
            /**
             * @description Whether the line can earn; by its kind and article when absent
             * @example true
             */
            earns?: boolean;
            /**
             * @description What the line is
             * @default goods
             * @example goods
             * @enum {string}
             */
            kind: "goods" | "delivery" | "service" | "tip" | "discount" | "other";
            /**
             * Format: minor
             * @description Before discounts, for the whole line
             * @example 3600
             */
            list_amount: Minor;
            /**
             * @description Name on the receipt
             * @example 茉莉绿茶 大杯
             */
            name?: string;
            /**
             * Format: minor
             * @description What was paid; list less discount when absent
             * @example 3600
             */
            paid_amount?: Minor;
            /**
             * Format: int64
             * @description In units of 10^-scale
             * @example 2
             */
            quantity: number;
            /**
             * Format: int64
             * @description Decimals of the quantity: 3 for grams of a kilogram
             * @example 0
             */
            scale?: number;
            /**
             * Format: minor
             * @description Tax of the line
             * @example 3600
             */
            tax_amount?: Minor;
            /**
             * @description Whether the amounts include the tax; true when absent
             * @example true
             */
            tax_included?: boolean;
            /**
             * Format: int32
             * @description Tax rate in basis points
             * @example 600
             */
            tax_rate_bps?: number;
        };
        SavedMapping: {
            /**
             * @description Whether it came with the program
             * @example false
             */
            built_in: boolean;
            /** @description The mapping */
            mapping: components["schemas"]["IntakeMapping"];
            /**
             * @description Name
             * @example our-tills
             */
            name: string;
            /**
             * Format: date-time
             * @description When it was saved
             * @example 2026-09-12T04:20:00Z
             */
            updated_at: string | null;
        };
        SavedView: {
            /**
             * @description Columns; none: the usual ones
             * @example [
             *       "number"
             *     ]
             */
            columns: string[];
            /**
             * Format: id
             * @description Id of the view
             * @example 73014444033
             */
            id: Id;
            /**
             * @description What its owner calls it; one of the same name is replaced
             * @example 快要沉睡的金卡
             */
            name: string;
            /**
             * @description Which list it is of
             * @example members
             * @enum {string}
             */
            page: "members";
            /**
             * @description Filters and order, as they stand in the page's address
             * @example level=gold&class=potential
             */
            search: string;
        };
        SavedViews: {
            /** @description By name */
            items: components["schemas"]["SavedView"][];
        };
        Score: {
            /** @description Where the scores 2, 3, 4 and 5 begin; null: nobody has it */
            from: (number | null)[];
            /**
             * Format: int64
             * @description From 1 to 5; 0 where nothing is kept
             * @example 4
             */
            score: number;
            /**
             * Format: int64
             * @description The value
             * @example 12
             */
            value: number;
        };
        Session: {
            /**
             * @description They must change the password before anything else
             * @example false
             */
            must_change_password: boolean;
            /**
             * @description What they may do
             * @example [
             *       "member:read"
             *     ]
             */
            permissions: string[];
            /** @description Who is signed in */
            staff: components["schemas"]["SignedInStaff"];
        };
        Share: {
            /**
             * Format: int64
             * @description Expired
             * @example 800
             */
            expired_bps: number;
            /**
             * Format: int64
             * @description Adjusted away or transferred
             * @example 100
             */
            left_bps: number;
            /**
             * Format: int64
             * @description Still there
             * @example 4600
             */
            open_bps: number;
            /**
             * Format: int64
             * @description Taken back with its purchase
             * @example 300
             */
            taken_back_bps: number;
            /**
             * Format: int64
             * @description Used
             * @example 4200
             */
            used_bps: number;
        };
        ShopBrand: {
            /**
             * @description Code in the retailer's systems
             * @example tea
             */
            code: string;
            /**
             * Format: id
             * @description Id
             * @example 73014444033
             */
            id: Id;
            /**
             * @description Name in the reader's language
             * @example 云岫茶
             */
            name: string;
        };
        SignedCheckpoint: {
            /** @description Public key, as golang.org/x/mod/sumdb/note reads it */
            key: string;
            /** @description Signed note: origin, size, root, signature */
            note: string;
            /** @description Root of the tree, base64 */
            root: string;
            /**
             * Format: date-time
             * @description When it was signed
             * @example 2026-09-12T04:20:02Z
             */
            signed_at: string;
            /**
             * Format: int64
             * @description Leaves under it
             * @example 538
             */
            size: number;
        };
        SignedInStaff: {
            /**
             * @description E-mail, with which they sign in
             * @example li@example.com
             */
            email: string;
            /**
             * Format: id
             * @description Id of the account
             * @example 73014444033
             */
            id: Id;
            /**
             * @description Language of the console
             * @example zh-CN
             * @enum {string}
             */
            locale: "zh-CN" | "en";
            /**
             * @description Name
             * @example 李店长
             */
            name: string;
            /**
             * @description Roles
             * @example [
             *       "operations"
             *     ]
             */
            roles: string[];
        };
        SignIn: {
            /**
             * @description E-mail
             * @example li@example.com
             */
            email: string;
            /**
             * @description Password
             * @example correct horse battery
             */
            password: string;
        };
        SoldArticle: {
            /**
             * Format: id
             * @description Id of the article
             * @example 73014444033
             */
            article_id: Id;
            /**
             * Format: int64
             * @description Pieces; a weighed line counts as one
             * @example 240
             */
            pieces: number;
            /**
             * Format: minor
             * @description Paid for them, before refunds
             * @example 3600
             */
            sales: Minor;
        };
        SoldArticles: {
            /**
             * @description Currency of the amounts
             * @example CNY
             */
            currency: string;
            /**
             * Format: int64
             * @description Decimals of the currency
             * @example 2
             */
            currency_exponent: number;
            /** @description Those of which something was sold */
            items: components["schemas"]["SoldArticle"][];
            /** @description What is counted */
            period: components["schemas"]["InsightPeriod"];
        };
        Spend: {
            /**
             * Format: minor
             * @description How much counts
             * @example 3600
             */
            amount: Minor;
            /**
             * @description ISO 4217
             * @example CNY
             */
            currency: string;
            /**
             * Format: date-time
             * @description Where the window begins
             * @example 2025-09-12T16:00:00Z
             */
            from: string;
            /**
             * Format: date-time
             * @description Where the window ends, not included
             * @example 2026-09-12T04:20:00Z
             */
            to: string;
        };
        StaffSession: {
            /**
             * @description Address from which they signed in
             * @example 203.0.113.7
             */
            address: string;
            /**
             * @description Browser, as it calls itself
             * @example Mozilla/5.0
             */
            agent: string;
            /**
             * Format: date-time
             * @description When they signed in
             * @example 2026-09-12T01:00:00Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When it ends at the latest
             * @example 2026-09-19T01:00:00Z
             */
            expires_at: string;
            /**
             * @description Tells sessions of one account apart
             * @example 9f86d081884c7d65
             */
            id: string;
            /**
             * Format: date-time
             * @description Last use, to the minute
             * @example 2026-09-12T02:00:00Z
             */
            seen_at: string;
        };
        Standing: {
            /** @description Moves, newest first */
            history: components["schemas"]["TierChange"][];
            /** @description What keeps this level; null where nothing is to be lost */
            keep: components["schemas"]["Keeping"] | null;
            /** @description Level now */
            level: components["schemas"]["RankedLevel"];
            /** @description The whole ladder */
            levels: components["schemas"]["LadderLevel"][];
            /** @description The level above; null at the top */
            next: components["schemas"]["NextLevel"] | null;
            /**
             * Format: date-time
             * @description When keeping it is decided; null where nothing is to be lost
             * @example 2027-03-01T16:00:00Z
             */
            review_at: string | null;
            /**
             * Format: date-time
             * @description Since when
             * @example 2026-03-01T16:00:00Z
             */
            since: string;
            /** @description What counts now */
            spend: components["schemas"]["Spend"];
        };
        Statement: {
            /**
             * @description Code of the asset
             * @example points
             */
            asset: string;
            /**
             * @description By which clock
             * @example occurred
             * @enum {string}
             */
            clock: "occurred" | "recorded";
            /** @description What there was when it ended: opening and everything of the period */
            closing: components["schemas"]["Holding"];
            /**
             * Format: date-time
             * @description When it begins
             * @example 2026-08-31T16:00:00Z
             */
            from: string;
            /** @description The rows of this page */
            items: components["schemas"]["StatementLine"][];
            /**
             * @description Name in the reader's language
             * @example 积分
             */
            name: string;
            /**
             * @description Where the next page begins; null on the last
             * @example bWVtYmVyOjczMDE0NDQ0MDMz
             */
            next_cursor: string | null;
            /** @description What there was when it began */
            opening: components["schemas"]["Holding"];
            /**
             * Format: int64
             * @description How many postings the period has
             * @example 42
             */
            postings: number;
            /**
             * @description Unit in the reader's language
             * @example 分
             */
            unit: string;
            /**
             * Format: date-time
             * @description When it ends
             * @example 2026-09-30T16:00:00Z
             */
            until: string;
        };
        StatementLine: {
            /** @description What there was after it */
            after: components["schemas"]["Holding"];
            /** @description What it changed */
            change: components["schemas"]["Holding"];
            /**
             * @description Note of whoever posted it
             * @example 补登小票
             */
            memo: string | null;
            /**
             * Format: date-time
             * @description When it happened
             * @example 2026-09-12T04:20:00Z
             */
            occurred_at: string;
            /** @description Of a transfer: the other member */
            peer_id: Id | null;
            /** @description The posting; null: it is due and not recorded yet */
            posting_id: Id | null;
            /** @description Why */
            reason: components["schemas"]["Reason"];
            /**
             * Format: date-time
             * @description When it was written; null: not yet
             * @example 2026-09-12T04:20:01Z
             */
            recorded_at: string | null;
            /** @description What caused it */
            reference: components["schemas"]["Reference"] | null;
            /** @description The posting that it undoes, in part or whole */
            reverses: Id | null;
            /** @description The rule it followed */
            rule: components["schemas"]["RuleVersion"] | null;
            /** @description How the amount came about */
            why: components["schemas"]["Why"][];
        };
        Status: {
            /** @description What listeners still have to hear */
            backlog: components["schemas"]["Backlog"][];
            /**
             * Format: int64
             * @description Version of the database's schema
             * @example 10
             */
            schema: number;
            /**
             * @description Version of the program
             * @example 0.1.0
             */
            version: string;
        };
        Store: {
            /** @description Brand of the retailer under which it trades */
            brand_id: Id | null;
            /**
             * Format: date-time
             * @description Since when it is closed; null: open
             * @example 2026-09-12T01:00:00Z
             */
            closed_at: string | null;
            /**
             * @description Code in the retailer's systems
             * @example S001
             */
            code: string;
            /**
             * Format: int64
             * @description Minutes after midnight that still belong to the day before; null: the retailer's
             * @example 180
             */
            cutoff_minutes: number | null;
            /**
             * Format: id
             * @description Id
             * @example 73014444033
             */
            id: Id;
            /**
             * @description Name in the reader's language
             * @example 南京东路店
             */
            name: string;
            /** @description Name in every language */
            name_i18n: {
                [key: string]: string;
            };
            /**
             * @description False: nobody has named it yet, it bears its code
             * @example true
             */
            named: boolean;
            /**
             * Format: date
             * @description Day on which it opened
             * @example 2024-05-01
             */
            opened_on: string | null;
            /**
             * @description Its own zone; null: the retailer's
             * @example Asia/Urumqi
             */
            own_zone: string | null;
            /** @description Region in which it lies */
            region_id: Id | null;
            /**
             * Format: int64
             * @description Counts the changes; a change names the one it was made of
             * @example 2
             */
            version: number;
            /**
             * @description IANA time zone
             * @example Asia/Shanghai
             */
            zone: string;
        };
        StoreChange: {
            /**
             * Format: id
             * @description Brand under which it trades; none when absent
             * @example 73014444033
             */
            brand_id?: Id;
            /**
             * Format: int64
             * @description Minutes after midnight that still belong to the day before; the retailer's when absent
             * @example 180
             */
            cutoff_minutes?: number;
            /** @description Name by language */
            name_i18n: {
                [key: string]: string;
            };
            /**
             * Format: date
             * @description Day on which it opened
             * @example 2024-05-01
             */
            opened_on?: string;
            /**
             * @description Its own IANA zone; the retailer's when absent
             * @example Asia/Urumqi
             */
            own_zone?: string;
            /**
             * Format: id
             * @description Region in which it lies; none when absent
             * @example 73014444033
             */
            region_id?: Id;
            /**
             * Format: int64
             * @description The version that was seen; where somebody has changed it since, the change is refused
             * @example 3
             */
            version: number;
        };
        StoreClosing: {
            /**
             * @description Why; kept in the audit trail
             * @example 租约到期
             */
            reason?: string;
            /**
             * Format: int64
             * @description The version that was seen; where somebody has changed it since, the change is refused
             * @example 3
             */
            version: number;
        };
        StoreFigures: {
            /**
             * Format: date
             * @description Business day of the last order; null: never sold
             * @example 2026-09-12
             */
            last_order: string | null;
            /**
             * Format: int64
             * @description Today's members who joined there
             * @example 1024
             */
            members: number;
            /**
             * Format: int64
             * @description Orders of the period
             * @example 812
             */
            orders: number;
            /**
             * Format: minor
             * @description Sales of the period, less what was given back in it
             * @example 3600
             */
            sales: Minor;
            /**
             * Format: id
             * @description Id of the store
             * @example 73014444033
             */
            store_id: Id;
        };
        StoresChange: {
            /**
             * @description Why; kept in the audit trail
             * @example 离职
             */
            reason: string;
            /**
             * @description Codes of the stores in which they work
             * @example [
             *       "S001"
             *     ]
             */
            stores: string[];
        };
        StoresFigures: {
            /**
             * @description Currency of the amounts
             * @example CNY
             */
            currency: string;
            /**
             * Format: int64
             * @description Decimals of the currency
             * @example 2
             */
            currency_exponent: number;
            /** @description The stores of which something is known */
            items: components["schemas"]["StoreFigures"][];
            /** @description What is counted */
            period: components["schemas"]["InsightPeriod"];
        };
        TableSize: {
            /**
             * Format: int64
             * @description On disk, with indexes
             * @example 8388608
             */
            bytes: number;
            /**
             * @description Class of the table; empty for the job queue's own
             * @example member
             */
            class: string;
            /**
             * Format: int64
             * @description Indexes alone
             * @example 2097152
             */
            index_bytes: number;
            /**
             * @description Table
             * @example line
             */
            name: string;
            /**
             * Format: int64
             * @description About so many rows; null where nobody counted yet
             * @example 120000
             */
            rows: number | null;
            /**
             * @description Schema, which is the capability's word
             * @example orders
             */
            schema: string;
        };
        Tender: {
            /**
             * Format: minor
             * @description How much
             * @example 3600
             */
            amount: Minor;
            /**
             * @description cash, card, wechat, alipay, …
             * @example wechat
             */
            kind: string;
        };
        TierChange: {
            /** @description Why */
            cause: components["schemas"]["Reason"];
            /**
             * Format: date-time
             * @description From when on
             * @example 2026-03-01T16:00:00Z
             */
            effective_at: string;
            /** @description From */
            from: components["schemas"]["Level"];
            /** @description To */
            to: components["schemas"]["Level"];
        };
        TierLadder: {
            fall: string;
            levels: components["schemas"]["TierLevel"][];
            window: components["schemas"]["TierWindow"];
        };
        TierLevel: {
            code: string;
            /** Format: int64 */
            keep_threshold: number;
            name: {
                [key: string]: string;
            };
            /** Format: int64 */
            threshold: number;
        };
        TierWindow: {
            kind: string;
            /** Format: int64 */
            months?: number;
            unit?: string;
        };
        Timeline: {
            /** @description What happened, newest first */
            items: components["schemas"]["Happening"][];
            /**
             * @description Kinds that the reader may see
             * @example [
             *       "order"
             *     ]
             */
            kinds: string[];
            /**
             * @description Where the next page begins; null on the last
             * @example dGltZWxpbmU6MTow
             */
            next_cursor: string | null;
        };
        TransferMade: {
            /** @description Posting of who gave */
            from: components["schemas"]["Posting"];
            /** @description Posting of who got */
            to: components["schemas"]["Posting"];
        };
        TrialAsset: {
            /**
             * @description Code of the asset
             * @example points
             */
            asset: string;
            /**
             * Format: int64
             * @description How many entries
             * @example 120000
             */
            entries: number;
            /**
             * Format: points
             * @description The house's sides together
             * @example 36
             */
            house: Points;
            /**
             * Format: points
             * @description What members have: their sides together
             * @example 36
             */
            members: Points;
            /**
             * @description Name in the reader's language
             * @example 积分
             */
            name: string;
            /** @description Its sides, the members' first */
            sides: components["schemas"]["TrialSide"][];
            /**
             * Format: points
             * @description All sides together: zero, or the books are broken
             * @example 36
             */
            sum: Points;
            /**
             * @description Unit in the reader's language
             * @example 分
             */
            unit: string;
        };
        TrialBalance: {
            /**
             * Format: date-time
             * @description What lies before this instant; null: all that is recorded
             * @example 2026-09-30T16:00:00Z
             */
            as_of: string | null;
            /** @description Every asset that has entries */
            assets: components["schemas"]["TrialAsset"][];
            /**
             * @description By which clock
             * @example occurred
             * @enum {string}
             */
            clock: "occurred" | "recorded";
            /**
             * Format: date-time
             * @description Everything committed before is in it
             * @example 2026-10-01T00:00:03Z
             */
            read_at: string;
            /**
             * @description Who answered
             * @example copy
             * @enum {string}
             */
            source: "copy" | "record";
        };
        TrialSide: {
            /**
             * Format: points
             * @description What its entries come to
             * @example 36
             */
            amount: Points;
            /**
             * Format: int64
             * @description How many entries
             * @example 120000
             */
            entries: number;
            /**
             * @description Whose it is
             * @example house
             * @enum {string}
             */
            holder: "members" | "house";
            /**
             * @description Its name in the reader's language
             * @example 发放
             */
            name: string;
            /**
             * @description Code of the side
             * @example issued
             */
            side: string;
        };
        TrialSum: {
            /**
             * Format: int64
             * @description Cash value of the points, in basis points of what was spent
             * @example 215
             */
            cash_bps: number;
            /**
             * Format: int64
             * @description Orders that earn points
             * @example 180
             */
            earning: number;
            /**
             * Format: points
             * @description Growth
             * @example 36
             */
            growth: Points;
            /**
             * Format: points
             * @description Points
             * @example 36
             */
            points: Points;
        };
        TriedOrder: {
            /**
             * Format: points
             * @description Points under the draft
             * @example 36
             */
            draft_points: Points;
            /**
             * Format: id
             * @description Id of the order
             * @example 73014444033
             */
            id: Id;
            /** @description Level before the order */
            level: components["schemas"]["Level"];
            /**
             * Format: points
             * @description Points under the rule in force
             * @example 36
             */
            live_points: Points;
            /**
             * Format: id
             * @description Whose it is
             * @example 73014444033
             */
            member_id: Id;
            /**
             * Format: date-time
             * @description When it was bought
             * @example 2026-09-12T01:00:00Z
             */
            occurred_at: string;
            /**
             * @description Its number at the source
             * @example A-1001
             */
            reference: string;
            /**
             * Format: minor
             * @description Spent on goods
             * @example 3600
             */
            spending: Minor;
            /** @description Store */
            store: components["schemas"]["Place"] | null;
            /** @description How the draft comes to it */
            why: components["schemas"]["Why"][];
        };
        ValueClass: {
            /** @description The class */
            class: components["schemas"]["Class"];
            /**
             * Format: int64
             * @description Came from another class, or new
             * @example 210
             */
            entered: number;
            /**
             * Format: int64
             * @description Went to another class, or are gone
             * @example 156
             */
            left: number;
            /**
             * Format: int64
             * @description Members in it
             * @example 1204
             */
            members: number;
            /**
             * Format: int64
             * @description Members in it on the day it is compared with
             * @example 1150
             */
            members_before: number;
            /**
             * Format: int64
             * @description Their purchases within the window
             * @example 9120
             */
            orders: number;
            /**
             * Format: minor
             * @description What they spent within the window
             * @example 3600
             */
            spend: Minor;
        };
        ValueClasses: {
            /**
             * Format: date
             * @description Business day it shows
             * @example 2026-09-12
             */
            as_of: string;
            /** @description Brand it shows; null: all together */
            brand: components["schemas"]["ShopBrand"] | null;
            /** @description Each class, the most valuable first */
            classes: components["schemas"]["ValueClass"][];
            /**
             * @description ISO 4217
             * @example CNY
             */
            currency: string;
            /**
             * Format: int64
             * @description Members with a value
             * @example 18230
             */
            members: number;
            /** @description Who went from one class to another since then */
            moves: components["schemas"]["ClassMove"][];
            /**
             * Format: int64
             * @description Version of the rule it follows
             * @example 3
             */
            rule_version: number;
            /**
             * Format: date
             * @description Business day it is compared with
             * @example 2026-08-13
             */
            since: string;
            /**
             * Format: minor
             * @description What they spent within the window
             * @example 3600
             */
            spend: Minor;
        };
        Warning: {
            /**
             * @description Stable code
             * @example level_dear
             */
            code: string;
            /**
             * @description The warning in the reader's language
             * @example 金卡返利 12%，高于常见的 1–5%，请核对倍率。
             */
            text: string;
        };
        Why: {
            /**
             * Format: points
             * @description What this step gave
             * @example 36
             */
            amount?: Points;
            /**
             * @description Stable code
             * @example program.tier_multiplier
             */
            code: string;
            /**
             * Format: int64
             * @description Its rate in basis points: 10000 is one
             * @example 30000
             */
            rate_bps?: number;
            /**
             * @description In the reader's language
             * @example 金卡 ×3
             */
            text: string;
        };
        WrongRow: {
            /**
             * @description Stable code
             * @example intake.time_unreadable
             */
            code: string;
            /**
             * @description Its column
             * @example InvoiceDate
             */
            column: string;
            /**
             * Format: int64
             * @description Row as a spreadsheet counts
             * @example 17
             */
            row: number;
            /**
             * @description In the reader's language
             * @example “昨天”不是可识别的时间。
             */
            text: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    "list-approvals": {
        parameters: {
            query?: {
                /** @description next_cursor of the page before */
                cursor?: string;
                /** @description Rows per page */
                limit?: number;
                /** @description Only what waits for a decision, the oldest first, on one page */
                waiting?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageApproval"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.people_only */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.bad_cursor, http.invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "ask-approval": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewApproval"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Approval"];
                };
            };
            /** @description http.body_missing, http.invalid_text, http.malformed_json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.people_only */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description ledger.no_such_asset, rulebook.no_such_version */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description rulebook.already_published, rulebook.draft_changed, staff.already_asked */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.body_too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.media_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request, rulebook.cannot_begin_in_the_past */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "get-approval": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the approval */
                id: Id;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApprovalDetail"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.people_only */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.no_approval */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "approve-approval": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the approval */
                id: Id;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Agreement"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Approval"];
                };
            };
            /** @description http.body_missing, http.invalid_text, http.malformed_json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.own_asking, staff.people_only */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.no_approval */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.already_decided, staff.approval_expired, staff.payload_changed */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.body_too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.media_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "refuse-approval": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the approval */
                id: Id;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Refusal"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Approval"];
                };
            };
            /** @description http.body_missing, http.invalid_text, http.malformed_json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.own_asking, staff.people_only */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.no_approval */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.already_decided, staff.approval_expired */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.body_too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.media_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "withdraw-approval": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the approval */
                id: Id;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Approval"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.not_your_asking, staff.people_only */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.no_approval */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.already_decided, staff.approval_expired */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "list-approval-kinds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageApprovalKind"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.people_only */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "list-articles": {
        parameters: {
            query?: {
                /** @description Only what is not sold any more, or what is */
                archived?: "yes" | "no";
                /** @description Code of a brand of goods */
                brand?: string;
                /** @description Code of a category; with everything below it */
                category?: string;
                /** @description next_cursor of the page before */
                cursor?: string;
                /** @description Only what can, or cannot earn points */
                earns?: "yes" | "no";
                /** @description Only with, or only without a category */
                filed?: "yes" | "no";
                /** @description Only goods, or only what only looks like a line */
                kind?: "goods" | "not_goods";
                /** @description Rows per page */
                limit?: number;
                /** @description Part of a code or of a name in any language */
                q?: string;
                /** @description Seen in orders of the last 30 or 90 days, or not; answered by the replica, which may be some seconds behind */
                sold?: "within_30" | "within_90" | "not_within_30" | "not_within_90";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageArticle"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description catalog.unknown_category, http.bad_cursor, http.invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "create-article": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewArticle"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Article"];
                };
            };
            /** @description http.body_missing, http.invalid_text, http.malformed_json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description catalog.code_taken */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.body_too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.media_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description catalog.bad_code, catalog.bad_kind, catalog.bad_name, catalog.unknown_brand, catalog.unknown_category, http.invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "get-article": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the article */
                id: Id;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Article"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description catalog.no_article */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "edit-article": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the article */
                id: Id;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ArticleChange"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Article"];
                };
            };
            /** @description http.body_missing, http.invalid_text, http.malformed_json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description catalog.no_article */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description catalog.changed */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.body_too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.media_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description catalog.bad_kind, catalog.bad_name, catalog.unknown_brand, catalog.unknown_category, http.invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "file-articles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ArticleFilings"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ArticleFilings"];
                };
            };
            /** @description http.body_missing, http.invalid_text, http.malformed_json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description catalog.no_article */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description catalog.changed */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.body_too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.media_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description catalog.unknown_brand, catalog.unknown_category, http.invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "list-goods-brands": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageGoodsBrand"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "create-goods-brand": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewNamed"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GoodsBrand"];
                };
            };
            /** @description http.body_missing, http.invalid_text, http.malformed_json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description catalog.code_taken */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.body_too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.media_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description catalog.bad_code, catalog.bad_name, http.invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "rename-goods-brand": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the brand */
                id: Id;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NamedChange"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GoodsBrand"];
                };
            };
            /** @description http.body_missing, http.invalid_text, http.malformed_json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description catalog.no_brand */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description catalog.changed */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.body_too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.media_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description catalog.bad_name, http.invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "list-categories": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageCategory"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "create-category": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewCategory"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Category"];
                };
            };
            /** @description http.body_missing, http.invalid_text, http.malformed_json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description catalog.code_taken */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.body_too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.media_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description catalog.bad_code, catalog.bad_name, catalog.bad_tree, catalog.unknown_parent, http.invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "edit-category": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the category */
                id: Id;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CategoryChange"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Category"];
                };
            };
            /** @description http.body_missing, http.invalid_text, http.malformed_json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description catalog.no_category */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description catalog.changed */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.body_too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.media_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description catalog.bad_name, catalog.bad_tree, catalog.unknown_parent, http.invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "delete-category": {
        parameters: {
            query: {
                /** @description The version that was seen */
                version: number;
            };
            header?: never;
            path: {
                /** @description Id of the category */
                id: Id;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description catalog.no_category */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description catalog.changed, catalog.not_empty */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "get-top-articles": {
        parameters: {
            query?: {
                /** @description Only stores of this brand of the retailer */
                brand?: Id;
                /** @description Only these channels, separated by commas */
                channel?: Id[];
                /** @description Only orders in this currency; needed where there are several */
                currency?: string;
                /** @description First business day; with until absent too: the 30 days until yesterday */
                from?: string;
                /** @description How many */
                limit?: number;
                /** @description What most is */
                rank?: "sales" | "pieces";
                /** @description Only these stores, separated by commas */
                store?: Id[];
                /** @description Business day before which it ends */
                until?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InsightArticles"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request, insight.bad_period, insight.several_currencies */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded, replica.building, replica.stopped */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "get-sold-articles": {
        parameters: {
            query: {
                /** @description These articles, separated by commas */
                article: Id[];
                /** @description Only orders in this currency; the retailer's when absent */
                currency?: string;
                /** @description First business day; with until absent too: the 30 days until yesterday */
                from?: string;
                /** @description Business day before which it ends */
                until?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SoldArticles"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request, insight.bad_period, insight.several_currencies */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded, replica.building, replica.stopped */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "get-hours": {
        parameters: {
            query?: {
                /** @description Only stores of this brand of the retailer */
                brand?: Id;
                /** @description Only these channels, separated by commas */
                channel?: Id[];
                /** @description Only orders in this currency; needed where there are several */
                currency?: string;
                /** @description First business day; with until absent too: the 30 days until yesterday */
                from?: string;
                /** @description Only these stores, separated by commas */
                store?: Id[];
                /** @description Business day before which it ends */
                until?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InsightHours"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request, insight.bad_period, insight.several_currencies */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded, replica.building, replica.stopped */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "list-insight-members": {
        parameters: {
            query: {
                /** @description Which members: as a figure's behind says, or those of a move between levels */
                behind: "buyers" | "active" | "joined" | "repurchased" | "moved";
                /** @description Only stores of this brand of the retailer */
                brand?: Id;
                /** @description Only these channels, separated by commas */
                channel?: Id[];
                /** @description Only orders in this currency; needed where there are several */
                currency?: string;
                /** @description next_cursor of the page before */
                cursor?: string;
                /** @description First business day; with until absent too: the 30 days until yesterday */
                from?: string;
                /** @description With moved: level at the beginning; absent: joined within the period */
                from_level?: string;
                /** @description Rows per page */
                limit?: number;
                /** @description Only these stores, separated by commas */
                store?: Id[];
                /** @description With moved: level at the end */
                to_level?: string;
                /** @description Business day before which it ends */
                until?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageMemberSummary"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.bad_cursor, http.invalid_request, insight.bad_period, insight.several_currencies */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded, replica.building, replica.stopped */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "get-overview": {
        parameters: {
            query?: {
                /** @description Only stores of this brand of the retailer */
                brand?: Id;
                /** @description Only these channels, separated by commas */
                channel?: Id[];
                /** @description Only orders in this currency; needed where there are several */
                currency?: string;
                /** @description First business day; with until absent too: the 30 days until yesterday */
                from?: string;
                /** @description Only these stores, separated by commas */
                store?: Id[];
                /** @description Business day before which it ends */
                until?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InsightOverview"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request, insight.bad_period, insight.several_currencies */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded, replica.building, replica.stopped */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "get-stores-figures": {
        parameters: {
            query?: {
                /** @description Only stores of this brand of the retailer */
                brand?: Id;
                /** @description Only these channels, separated by commas */
                channel?: Id[];
                /** @description Only orders in this currency; needed where there are several */
                currency?: string;
                /** @description First business day; with until absent too: the 30 days until yesterday */
                from?: string;
                /** @description Only these stores, separated by commas */
                store?: Id[];
                /** @description Business day before which it ends */
                until?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoresFigures"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request, insight.bad_period, insight.several_currencies */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded, replica.building, replica.stopped */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "get-tier-mix": {
        parameters: {
            query?: {
                /** @description Only stores of this brand of the retailer */
                brand?: Id;
                /** @description Only these channels, separated by commas */
                channel?: Id[];
                /** @description Only orders in this currency; needed where there are several */
                currency?: string;
                /** @description First business day; with until absent too: the 30 days until yesterday */
                from?: string;
                /** @description Only these stores, separated by commas */
                store?: Id[];
                /** @description Business day before which it ends */
                until?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InsightTiers"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request, insight.bad_period, insight.several_currencies */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded, replica.building, replica.stopped */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "get-trend": {
        parameters: {
            query?: {
                /** @description Only stores of this brand of the retailer */
                brand?: Id;
                /** @description How long a piece is; weeks begin on Monday */
                by?: "day" | "week" | "month";
                /** @description Only these channels, separated by commas */
                channel?: Id[];
                /** @description Only orders in this currency; needed where there are several */
                currency?: string;
                /** @description First business day; with until absent too: the 30 days until yesterday */
                from?: string;
                /** @description How sales are divided; return: no member, for the first time, again */
                split?: "none" | "store" | "channel" | "category" | "return";
                /** @description Only these stores, separated by commas */
                store?: Id[];
                /** @description Business day before which it ends */
                until?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InsightTrend"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request, insight.bad_period, insight.several_currencies */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded, replica.building, replica.stopped */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "list-files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageIncomingFile"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "send-file": {
        parameters: {
            query?: {
                /** @description Name of the file */
                file_name?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/gzip": string;
                "text/csv": string;
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncomingFile"];
                };
            };
            /** @description http.body_cut */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.no_room */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.body_too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.media_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request, table.corrupt, table.empty, table.not_text, table.quote, table.row_too_long, table.too_many_columns, table.truncated */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.no_inbox, http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "get-file": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the file */
                id: Id;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncomingFile"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.no_such_file */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.no_inbox, http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "delete-file": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the file */
                id: Id;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.no_such_file */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.file_in_use */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.no_inbox, http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "inspect-file": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the file */
                id: Id;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Reading"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Inspection"];
                };
            };
            /** @description http.body_missing, http.invalid_text, http.malformed_json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.no_such_file, intake.no_such_preset */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.body_too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.media_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request, intake.bad_mapping, intake.no_rows, table.corrupt, table.not_text, table.truncated */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.no_inbox, http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "run-file": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the file */
                id: Id;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FileRun"];
            };
        };
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Run"];
                };
            };
            /** @description http.body_missing, http.invalid_text, http.malformed_json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.no_such_file, intake.no_such_preset */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.body_too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.media_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request, intake.bad_mapping */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.no_inbox, http.overloaded, http.too_many_files */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "list-mappings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageSavedMapping"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "save-mapping": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name of the mapping */
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IntakeMapping"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedMapping"];
                };
            };
            /** @description http.body_missing, http.invalid_text, http.malformed_json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.body_too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.media_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request, intake.bad_mapping */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "delete-mapping": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name of the mapping */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description intake.no_such_preset */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "import-orders": {
        parameters: {
            query?: {
                /** @description Say what would happen and change nothing */
                dry_run?: boolean;
                /** @description Name of the file */
                file_name?: string;
                /** @description Saved or built-in mapping of columns; found by the header when absent */
                preset?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/gzip": string;
                "text/csv": string;
            };
        };
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Run"];
                };
            };
            /** @description http.body_cut */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description intake.no_such_preset */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.no_room */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.body_too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.media_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request, table.corrupt, table.empty, table.not_text, table.quote, table.row_too_long, table.too_many_columns, table.truncated */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.no_inbox, http.overloaded, http.too_many_files */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "list-imports": {
        parameters: {
            query?: {
                /** @description next_cursor of the page before */
                cursor?: string;
                /** @description Rows per page */
                limit?: number;
                /** @description Only those; running: all that have not ended */
                status?: "running" | "waiting" | "reading" | "applying" | "done" | "failed" | "refused" | "cancelled";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageRun"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.bad_cursor, http.invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "get-import": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the run */
                id: Id;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Run"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description intake.no_such_run */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "cancel-import": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the run */
                id: Id;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Run"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description intake.no_such_run */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description intake.over */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.no_inbox, http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "get-import-errors": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the run */
                id: Id;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description intake.no_such_run */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "retry-import": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the run */
                id: Id;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Run"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.no_such_file, intake.no_such_run */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description intake.not_again */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.no_inbox, http.overloaded, http.too_many_files */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "list-adjust-reasons": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdjustReasons"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "set-adjust-reasons": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AdjustReasons"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdjustReasons"];
                };
            };
            /** @description http.body_missing, http.invalid_text, http.malformed_json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.body_too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.media_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request, ledger.invalid_adjust_reasons */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "list-assets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageAsset"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "create-asset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewAsset"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Asset"];
                };
            };
            /** @description http.body_missing, http.invalid_text, http.malformed_json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description org.no_brand */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description ledger.asset_code_taken, ledger.too_many_assets */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.body_too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.media_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request, ledger.bad_asset_rule, ledger.invalid_asset */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "get-asset": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Code of the asset */
                asset: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Asset"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description ledger.no_such_asset */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "rename-asset": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Code of the asset */
                asset: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AssetNames"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Asset"];
                };
            };
            /** @description http.body_missing, http.invalid_text, http.malformed_json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description ledger.no_such_asset */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.body_too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.media_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request, ledger.invalid_asset */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "list-asset-rules": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Code of the asset */
                asset: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageAssetRuleVersion"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description ledger.no_such_asset */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "draft-asset-rule": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Code of the asset */
                asset: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AssetDraft"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssetRuleVersion"];
                };
            };
            /** @description http.body_missing, http.invalid_text, http.malformed_json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description ledger.no_such_asset */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.body_too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.media_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request, ledger.bad_asset_rule */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "revise-asset-rule": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Code of the asset */
                asset: string;
                /** @description Version */
                version: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AssetRevision"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssetRuleVersion"];
                };
            };
            /** @description http.body_missing, http.invalid_text, http.malformed_json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description ledger.no_such_asset, rulebook.no_such_version */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description rulebook.already_published, rulebook.draft_changed */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.body_too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.media_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request, ledger.bad_asset_rule */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "discard-asset-rule": {
        parameters: {
            query: {
                /** @description Of the draft as it was seen; where somebody else has changed it since, it is refused */
                hash: string;
            };
            header?: never;
            path: {
                /** @description Code of the asset */
                asset: string;
                /** @description Version */
                version: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description ledger.no_such_asset, rulebook.no_such_version */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description rulebook.already_published, rulebook.draft_changed */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "publish-asset-rule": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Code of the asset */
                asset: string;
                /** @description Version */
                version: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Publishing"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssetRuleVersion"];
                };
            };
            /** @description http.body_missing, http.invalid_text, http.malformed_json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change, staff.people_only */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description ledger.no_such_asset, rulebook.no_such_version */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description rulebook.already_published, staff.second_person_needed */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.body_too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.media_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request, ledger.bad_asset_rule, rulebook.cannot_begin_in_the_past, staff.say_why_alone */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "word-asset-rule": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Code of the asset */
                asset: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AssetDraft"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssetSentences"];
                };
            };
            /** @description http.body_missing, http.invalid_text, http.malformed_json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description ledger.no_such_asset */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.body_too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.media_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request, ledger.bad_asset_rule */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "get-breakage": {
        parameters: {
            query?: {
                /** @description Code of the asset */
                asset?: string;
                /** @description The analytic copy, or PostgreSQL */
                source?: "copy" | "record";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Breakage"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request, ledger.bad_period */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded, replica.building, replica.stopped */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "ledger-checkpoint": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Content-Type"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description ledger.no_checkpoint */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "ledger-consistency": {
        parameters: {
            query: {
                /** @description Size of the checkpoint that you have kept */
                from: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Consistency"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description ledger.beyond_log, ledger.no_checkpoint */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "ledger-checkpoint-key": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Content-Type"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description ledger.no_checkpoint */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "ledger-origins": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LogOrigins"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "hold-value": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewHold"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Hold"];
                };
            };
            /** @description http.body_missing, http.invalid_text, http.malformed_json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description member.unknown */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description ledger.insufficient_balance, ledger.key_reused */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.body_too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.media_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request, ledger.amount_out_of_range, ledger.invalid_posting */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded, ledger.busy */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "capture-hold": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the hold */
                id: Id;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewCapture"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Posting"];
                };
            };
            /** @description http.body_missing, http.invalid_text, http.malformed_json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description ledger.no_such_hold, member.unknown */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description ledger.captured_beyond_hold, ledger.hold_over, ledger.insufficient_balance, ledger.key_reused */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.body_too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.media_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request, ledger.amount_out_of_range, ledger.invalid_posting */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded, ledger.busy */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "release-hold": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the hold */
                id: Id;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HoldOfMemberBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Hold"];
                };
            };
            /** @description http.body_missing, http.invalid_text, http.malformed_json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description ledger.no_such_hold, member.unknown */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description ledger.hold_over, ledger.key_reused */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.body_too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.media_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request, ledger.invalid_posting */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded, ledger.busy */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "get-liability": {
        parameters: {
            query?: {
                /** @description What lies before this instant; absent: all that is recorded */
                as_of?: string;
                /** @description Code of the asset */
                asset?: string;
                /** @description By when things happened: what was true then; or by when they were recorded: what was known then */
                clock?: "occurred" | "recorded";
                /** @description The analytic copy, at once and some seconds behind; or PostgreSQL, the book of record, which reads every entry for it */
                source?: "copy" | "record";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Liability"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request, ledger.bad_period */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded, replica.building, replica.stopped */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "export-liability": {
        parameters: {
            query?: {
                /** @description What lies before this instant; absent: all that is recorded */
                as_of?: string;
                /** @description Code of the asset */
                asset?: string;
                /** @description By when things happened: what was true then; or by when they were recorded: what was known then */
                clock?: "occurred" | "recorded";
                /** @description Kind of file */
                format?: "csv" | "xlsx";
                /** @description The analytic copy, at once and some seconds behind; or PostgreSQL, the book of record, which reads every entry for it */
                source?: "copy" | "record";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    "text/csv; charset=utf-8": string;
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request, ledger.bad_period */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded, replica.building, replica.stopped */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "find-postings": {
        parameters: {
            query?: {
                /** @description Only those that moved it on this side of the house */
                account?: "issued" | "redeemed" | "expired" | "adjusted" | "donated" | "transferred" | "merged" | "partner" | "paid";
                /** @description Everybody's that moved this asset; with from and until */
                asset?: string;
                /** @description next_cursor of the page before */
                cursor?: string;
                /** @description Of those that occurred since */
                from?: string;
                /** @description Captures of this hold; with member_id */
                hold_id?: Id;
                /** @description Its key; with member_id, because keys are a member's */
                key?: string;
                /** @description Rows per page */
                limit?: number;
                /** @description Only this member's, as they stand now; of everybody they are found a few seconds late */
                member_id?: Id;
                /** @description Number of an order, or of one of its refunds: whatever these caused; asked alone, answered at once and on one page */
                number?: string;
                /** @description Id of what caused it */
                reference_id?: Id;
                /** @description What caused it; with reference_id */
                reference_kind?: string;
                /** @description Of those that occurred before */
                until?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PagePostingRecord"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description member.unknown */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.bad_cursor, http.invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "post-value": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPosting"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Posting"];
                };
            };
            /** @description http.body_missing, http.invalid_text, http.malformed_json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description member.unknown */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description ledger.insufficient_balance, ledger.key_reused */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.body_too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.media_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request, ledger.amount_out_of_range, ledger.invalid_posting */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded, ledger.busy */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "get-posting": {
        parameters: {
            query?: {
                /** @description Whose it is */
                member_id?: Id;
            };
            header?: never;
            path: {
                /** @description Id of the posting */
                id: Id;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PostingRecord"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description ledger.no_such_posting */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "reverse-posting": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the posting */
                id: Id;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewReversal"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Posting"];
                };
            };
            /** @description http.body_missing, http.invalid_text, http.malformed_json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description ledger.no_such_posting, member.unknown */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description ledger.insufficient_balance, ledger.key_reused, ledger.not_reversible, ledger.reversed_beyond_original */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.body_too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.media_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request, ledger.amount_out_of_range, ledger.invalid_posting */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded, ledger.busy */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "post-values": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPostings"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PostingVerdicts"];
                };
            };
            /** @description http.body_missing, http.invalid_text, http.malformed_json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.body_too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.media_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "get-roll-forward": {
        parameters: {
            query?: {
                /** @description Code of the asset */
                asset?: string;
                /** @description By when things happened: what was true then; or by when they were recorded: what was known then */
                clock?: "occurred" | "recorded";
                /** @description First month; absent: twelve months before until */
                from?: string;
                /** @description The analytic copy, at once and some seconds behind; or PostgreSQL, the book of record, which reads every entry for it */
                source?: "copy" | "record";
                /** @description Month before which it ends; absent: the month at hand is the last */
                until?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RollForward"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request, ledger.bad_period */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded, replica.building, replica.stopped */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "export-roll-forward": {
        parameters: {
            query?: {
                /** @description Code of the asset */
                asset?: string;
                /** @description By when things happened: what was true then; or by when they were recorded: what was known then */
                clock?: "occurred" | "recorded";
                /** @description Kind of file */
                format?: "csv" | "xlsx";
                /** @description First month; absent: twelve months before until */
                from?: string;
                /** @description The analytic copy, at once and some seconds behind; or PostgreSQL, the book of record, which reads every entry for it */
                source?: "copy" | "record";
                /** @description Month before which it ends; absent: the month at hand is the last */
                until?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    "text/csv; charset=utf-8": string;
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request, ledger.bad_period */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded, replica.building, replica.stopped */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "ledger-tile": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Level of the tile, 0 are leaves */
                level: string;
                /** @description Its number in groups of three digits, all but the last with an x in front; where it is not full, .p/ and its width */
                tile: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Cache-Control"?: string;
                    "Content-Type"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description ledger.no_checkpoint, ledger.no_such_tile */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "transfer-value": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewTransfer"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TransferMade"];
                };
            };
            /** @description http.body_missing, http.invalid_text, http.malformed_json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description ledger.asset_stays, staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description member.unknown */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description ledger.insufficient_balance, ledger.key_reused, ledger.member_merged */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.body_too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.media_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request, ledger.amount_out_of_range, ledger.invalid_posting, ledger.transfer_to_oneself */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded, ledger.busy */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "get-trial-balance": {
        parameters: {
            query?: {
                /** @description What lies before this instant; absent: all that is recorded */
                as_of?: string;
                /** @description By when things happened: what was true then; or by when they were recorded: what was known then */
                clock?: "occurred" | "recorded";
                /** @description The analytic copy, at once and some seconds behind; or PostgreSQL, the book of record, which reads every entry for it */
                source?: "copy" | "record";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrialBalance"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request, ledger.bad_period */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded, replica.building, replica.stopped */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "export-trial-balance": {
        parameters: {
            query?: {
                /** @description What lies before this instant; absent: all that is recorded */
                as_of?: string;
                /** @description By when things happened: what was true then; or by when they were recorded: what was known then */
                clock?: "occurred" | "recorded";
                /** @description Kind of file */
                format?: "csv" | "xlsx";
                /** @description The analytic copy, at once and some seconds behind; or PostgreSQL, the book of record, which reads every entry for it */
                source?: "copy" | "record";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    "text/csv; charset=utf-8": string;
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request, ledger.bad_period */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded, replica.building, replica.stopped */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "list-members": {
        parameters: {
            query?: {
                /** @description Exact card or member number */
                card?: string;
                /** @description Who joined through these channels */
                channel?: Id[];
                /** @description Of these value classes; none: never bought, or gave everything back */
                class?: ("high" | "medium" | "potential" | "low" | "dormant" | "none")[];
                /** @description next_cursor of the page before */
                cursor?: string;
                /** @description Scores of frequency */
                f?: ("1" | "2" | "3" | "4" | "5")[];
                /** @description Who joined in these stores */
                home_store?: Id[];
                /** @description Joined on this day or later */
                joined_from?: string;
                /** @description Joined on this day or earlier */
                joined_until?: string;
                /** @description Who has all of these labels */
                label?: string[];
                /** @description Last purchase on this business day or later */
                last_order_from?: string;
                /** @description Last purchase on this business day or earlier */
                last_order_until?: string;
                /** @description Of these levels */
                level?: string[];
                /** @description Rows per page */
                limit?: number;
                /** @description Scores of money spent */
                m?: ("1" | "2" | "3" | "4" | "5")[];
                /** @description Who ever bought in these stores */
                order_store?: Id[];
                /** @description Exact phone, as written or E.164 */
                phone?: string;
                /** @description What the search box holds: phone in any format, its last four digits, card or member number, e-mail, beginning of a name, pinyin, initials; several words must all fit */
                q?: string;
                /** @description Scores of recency */
                r?: ("1" | "2" | "3" | "4" | "5")[];
                /** @description Latest or largest first; what q, phone or card find is in the order of ids unless it is filtered or sorted */
                sort?: "joined" | "last_order" | "spend";
                /** @description Reported by these systems */
                source?: string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageMemberSummary"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.bad_cursor, http.invalid_request, member.bad_identity, member.too_common */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "join-member": {
        parameters: {
            query?: never;
            header?: {
                /** @description Chosen by the caller; the same key and body gets the first answer again */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Joining"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Member"];
                };
            };
            /** @description http.body_missing, http.invalid_text, http.malformed_json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description member.already_known */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.body_too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.media_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request, idempotency.body_differs, member.bad_birthday, member.invalid, order.unknown_channel, order.unknown_store */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded, member.crowded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "get-member": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the member */
                id: Id;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Member"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description member.unknown */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "list-member-adjustments": {
        parameters: {
            query?: {
                /** @description next_cursor of the page before */
                cursor?: string;
                /** @description Rows per page */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description Id of the member */
                id: Id;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageAdjustment"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description member.unknown */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.bad_cursor, http.invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "adjust-member": {
        parameters: {
            query?: {
                /** @description Say what would come of it, and write nothing */
                dry_run?: boolean;
            };
            header?: {
                /** @description Chosen by the caller; the same key and body gets the first answer again */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Id of the member */
                id: Id;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewAdjustment"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdjustmentOutcome"];
                };
            };
            /** @description http.body_missing, http.invalid_text, http.malformed_json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change, staff.people_only */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description ledger.no_such_posting, member.unknown */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description ledger.insufficient_balance, ledger.not_an_adjustment, ledger.nothing_to_extend, ledger.nothing_to_undo */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.body_too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.media_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request, ledger.amount_out_of_range, ledger.invalid_adjustment, ledger.no_adjust_reason */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "list-member-balances": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the member */
                id: Id;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Balances"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description member.unknown */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "get-member-past-balances": {
        parameters: {
            query: {
                /** @description What lies before this instant */
                at: string;
                /** @description By when things happened: what was true then; or by when they were recorded: what was known then */
                clock?: "occurred" | "recorded";
            };
            header?: never;
            path: {
                /** @description Id of the member */
                id: Id;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PastBalances"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description member.unknown */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "list-member-entries": {
        parameters: {
            query?: {
                /** @description Only this asset */
                asset?: string;
                /** @description next_cursor of the page before */
                cursor?: string;
                /** @description Rows per page */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description Id of the member */
                id: Id;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageEntry"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description member.unknown */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.bad_cursor, http.invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "list-member-holds": {
        parameters: {
            query?: {
                /** @description next_cursor of the page before */
                cursor?: string;
                /** @description Rows per page */
                limit?: number;
                /** @description Those that still hold, or all */
                which?: "open" | "all";
            };
            header?: never;
            path: {
                /** @description Id of the member */
                id: Id;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageMemberHold"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description member.unknown */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.bad_cursor, http.invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "list-member-lots": {
        parameters: {
            query?: {
                /** @description Only this asset */
                asset?: string;
                /** @description next_cursor of the page before */
                cursor?: string;
                /** @description Only those that end before: what expires when */
                expires_before?: string;
                /** @description Rows per page */
                limit?: number;
                /** @description Only those that this posting opened or drew from */
                posting_id?: Id;
                /** @description Those of which something is left, that were spent, that expired, or all */
                which?: "open" | "spent" | "expired" | "all";
            };
            header?: never;
            path: {
                /** @description Id of the member */
                id: Id;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageLot"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description member.unknown */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.bad_cursor, http.invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "get-member-lot": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the member */
                id: Id;
                /** @description Id of the lot */
                lot: Id;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LotStatement"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description ledger.no_such_lot, member.unknown */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "list-member-orders": {
        parameters: {
            query?: {
                /** @description next_cursor of the page before */
                cursor?: string;
                /** @description Rows per page */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description Id of the member */
                id: Id;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageOrderSummary"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description member.unknown */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.bad_cursor, http.invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "prove-posting": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the member */
                id: Id;
                /** @description Id of the posting */
                posting: Id;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PostingProof"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description ledger.no_checkpoint, ledger.no_such_posting, ledger.not_logged, member.unknown */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "get-member-profile": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the member */
                id: Id;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberProfile"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description member.unknown */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "reveal-member": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the member */
                id: Id;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Revealing"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Revealed"];
                };
            };
            /** @description http.body_missing, http.invalid_text, http.malformed_json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description member.unknown */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.body_too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.media_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "get-member-statement": {
        parameters: {
            query?: {
                /** @description Code of the asset */
                asset?: string;
                /** @description By when things happened, or by when they were recorded */
                clock?: "occurred" | "recorded";
                /** @description next_cursor of the page before */
                cursor?: string;
                /** @description When it begins; absent: with the month at hand */
                from?: string;
                /** @description Rows per page */
                limit?: number;
                /** @description When it ends; absent: with today */
                until?: string;
            };
            header?: never;
            path: {
                /** @description Id of the member */
                id: Id;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Statement"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description member.unknown */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.bad_cursor, http.invalid_request, ledger.bad_period */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "export-member-statement": {
        parameters: {
            query?: {
                /** @description Code of the asset */
                asset?: string;
                /** @description By when things happened, or by when they were recorded */
                clock?: "occurred" | "recorded";
                /** @description Kind of file */
                format?: "csv" | "xlsx";
                /** @description When it begins; absent: with the month at hand */
                from?: string;
                /** @description When it ends; absent: with today */
                until?: string;
            };
            header?: never;
            path: {
                /** @description Id of the member */
                id: Id;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    "text/csv; charset=utf-8": string;
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description member.unknown */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request, ledger.bad_period */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "get-member-tier": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the member */
                id: Id;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Standing"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description member.unknown */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "list-member-timeline": {
        parameters: {
            query?: {
                /** @description next_cursor of the page before */
                cursor?: string;
                /** @description Only these kinds, comma separated; all that the reader may see when left out */
                kind?: ("order" | "refund" | "posting" | "tier" | "class" | "reveal" | "join")[];
                /** @description Rows per page */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description Id of the member */
                id: Id;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Timeline"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description member.unknown */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.bad_cursor, http.invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "count-members": {
        parameters: {
            query?: {
                /** @description Who joined through these channels */
                channel?: Id[];
                /** @description Of these value classes; none: never bought, or gave everything back */
                class?: ("high" | "medium" | "potential" | "low" | "dormant" | "none")[];
                /** @description Scores of frequency */
                f?: ("1" | "2" | "3" | "4" | "5")[];
                /** @description Who joined in these stores */
                home_store?: Id[];
                /** @description Joined on this day or later */
                joined_from?: string;
                /** @description Joined on this day or earlier */
                joined_until?: string;
                /** @description Who has all of these labels */
                label?: string[];
                /** @description Last purchase on this business day or later */
                last_order_from?: string;
                /** @description Last purchase on this business day or earlier */
                last_order_until?: string;
                /** @description Of these levels */
                level?: string[];
                /** @description Scores of money spent */
                m?: ("1" | "2" | "3" | "4" | "5")[];
                /** @description Who ever bought in these stores */
                order_store?: Id[];
                /** @description What the search box holds */
                q?: string;
                /** @description Scores of recency */
                r?: ("1" | "2" | "3" | "4" | "5")[];
                /** @description Reported by these systems */
                source?: string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberCount"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request, member.too_common */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "export-members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MemberExport"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            /** @description http.body_missing, http.invalid_text, http.malformed_json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.body_too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.media_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request, member.too_many */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "list-orders": {
        parameters: {
            query?: {
                /** @description Code of an article on a line */
                article?: string;
                /** @description Code of the channel */
                channel?: string;
                /** @description next_cursor of the page before */
                cursor?: string;
                /** @description First business day */
                from?: string;
                /** @description Rows per page */
                limit?: number;
                /** @description Paid at most, in minor units of the order's currency */
                max_paid?: string;
                /** @description Paid at least, in minor units of the order's currency */
                min_paid?: string;
                /** @description The number of an order or of one of its refunds, exactly; asked alone or with its source */
                reference?: string;
                /** @description Only those of which something came back, or nothing */
                refunded?: "yes" | "no";
                /** @description Which system reported the number */
                source?: string;
                /** @description Code of the store */
                store?: string;
                /** @description Last business day */
                until?: string;
                /** @description Only with, or only without a member */
                with_member?: "yes" | "no";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageFoundOrder"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.bad_cursor, http.invalid_request, order.unknown_channel, order.unknown_store */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "report-order": {
        parameters: {
            query?: never;
            header?: {
                /** @description Chosen by the caller; the same key and body gets the first answer again */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Sale"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
            /** @description http.body_missing, http.invalid_text, http.malformed_json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description order.reference_taken */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.body_too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.media_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request, idempotency.body_differs, member.bad_identity, order.invalid, order.unknown_channel, order.unknown_member, order.unknown_store */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "get-order": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the order */
                id: Id;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderPage"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description order.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "attach-order": {
        parameters: {
            query?: never;
            header?: {
                /** @description Chosen by the caller; the same key and body gets the first answer again */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Id of the order */
                id: Id;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Receipt"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LateEntry"];
                };
            };
            /** @description http.body_missing, http.invalid_text, http.malformed_json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description order.own_purchase, staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description order.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description order.attached_before, order.has_member, order.late_member_day, order.late_member_month, order.late_staff_day, order.late_staff_month, order.member_gone, order.too_late */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.body_too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.media_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request, idempotency.body_differs, order.invalid, order.reason_missing, order.receipt_differs, order.unknown_member */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.rate_limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "list-late-entries": {
        parameters: {
            query?: {
                /** @description Only one principal's */
                by?: string;
                /** @description next_cursor of the page before */
                cursor?: string;
                /** @description Only those above the amount from which a reason is due */
                flagged?: boolean;
                /** @description Rows per page */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageLateEntry"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.bad_cursor, http.invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "get-late-policy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LatePolicy"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "set-late-policy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LatePolicy"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LatePolicy"];
                };
            };
            /** @description http.body_missing, http.invalid_text, http.malformed_json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.body_too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.media_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request, order.invalid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "sum-late-entries": {
        parameters: {
            query?: {
                /** @description First day, in the retailer's zone */
                from?: string;
                /** @description Last day */
                until?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageLateSum"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "list-org-brands": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageOrgBrand"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "create-org-brand": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewNamed"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrgBrand"];
                };
            };
            /** @description http.body_missing, http.invalid_text, http.malformed_json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description org.code_taken */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.body_too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.media_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request, org.bad_code, org.bad_name */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "rename-org-brand": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the brand */
                id: Id;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NamedChange"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrgBrand"];
                };
            };
            /** @description http.body_missing, http.invalid_text, http.malformed_json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description org.no_brand */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description org.changed */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.body_too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.media_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request, org.bad_name */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "list-channels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageChannel"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "create-channel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewChannel"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Channel"];
                };
            };
            /** @description http.body_missing, http.invalid_text, http.malformed_json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description org.code_taken */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.body_too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.media_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request, org.bad_channel_kind, org.bad_code, org.bad_name */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "edit-channel": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the channel */
                id: Id;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChannelChange"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Channel"];
                };
            };
            /** @description http.body_missing, http.invalid_text, http.malformed_json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description org.no_channel */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description org.changed */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.body_too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.media_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request, org.bad_channel_kind, org.bad_name */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "list-regions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageRegion"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "create-region": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewRegion"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Region"];
                };
            };
            /** @description http.body_missing, http.invalid_text, http.malformed_json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description org.code_taken */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.body_too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.media_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request, org.bad_code, org.bad_name, org.bad_tree, org.unknown_region */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "edit-region": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the region */
                id: Id;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RegionChange"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Region"];
                };
            };
            /** @description http.body_missing, http.invalid_text, http.malformed_json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description org.no_region */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description org.changed */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.body_too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.media_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request, org.bad_name, org.bad_tree, org.unknown_region */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "delete-region": {
        parameters: {
            query: {
                /** @description The version that was seen */
                version: number;
            };
            header?: never;
            path: {
                /** @description Id of the region */
                id: Id;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description org.no_region */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description org.changed, org.not_empty */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "get-org-settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrgSettings"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "list-stores": {
        parameters: {
            query?: {
                /** @description Only of this brand */
                brand?: Id;
                /** @description next_cursor of the page before */
                cursor?: string;
                /** @description Rows per page */
                limit?: number;
                /** @description Only those with a name of their own, or those that bear their code */
                named?: "yes" | "no";
                /** @description Part of a code or of a name in any language */
                q?: string;
                /** @description Only in this region, with all that lies in it */
                region?: Id;
                /** @description Only open, or only closed ones */
                state?: "open" | "closed";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageStore"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.bad_cursor, http.invalid_request, org.unknown_region */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "create-store": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewStore"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Store"];
                };
            };
            /** @description http.body_missing, http.invalid_text, http.malformed_json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description org.code_taken */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.body_too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.media_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request, org.bad_code, org.bad_cutoff, org.bad_name, org.bad_zone, org.unknown_brand, org.unknown_region */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "get-store": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the store */
                id: Id;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Store"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description org.no_store */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "edit-store": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the store */
                id: Id;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StoreChange"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Store"];
                };
            };
            /** @description http.body_missing, http.invalid_text, http.malformed_json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description org.no_store */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description org.changed */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.body_too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.media_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request, org.bad_cutoff, org.bad_name, org.bad_zone, org.unknown_brand, org.unknown_region */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "close-store": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the store */
                id: Id;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StoreClosing"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Store"];
                };
            };
            /** @description http.body_missing, http.invalid_text, http.malformed_json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description org.no_store */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description org.changed */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.body_too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.media_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "reopen-store": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the store */
                id: Id;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StoreClosing"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Store"];
                };
            };
            /** @description http.body_missing, http.invalid_text, http.malformed_json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description org.no_store */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description org.changed */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.body_too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.media_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "get-value-classes": {
        parameters: {
            query?: {
                /** @description Business day to show; what the last reckoning found when absent */
                as_of?: string;
                /** @description A brand of the retailer; all together when absent */
                brand?: Id;
                /** @description Business day to compare with; 30 days earlier when absent */
                since?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ValueClasses"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description profile.no_such_brand */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request, profile.day_to_come */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "get-recency": {
        parameters: {
            query?: {
                /** @description Business day to show; what the last reckoning found when absent */
                as_of?: string;
                /** @description A brand of the retailer; all together when absent */
                brand?: Id;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Recency"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description profile.no_such_brand */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request, profile.day_to_come */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "get-profile-refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refresh"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description profile.no_such_refresh */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "refresh-profile": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refresh"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "get-rfm-grid": {
        parameters: {
            query?: {
                /** @description Business day to show; what the last reckoning found when absent */
                as_of?: string;
                /** @description A brand of the retailer; all together when absent */
                brand?: Id;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RFMGrid"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description profile.no_such_brand */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request, profile.day_to_come */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "get-profile-rule": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProfileRuleVersion"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "preview-profile-rule": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProfileDraft"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ValueClasses"];
                };
            };
            /** @description http.body_missing, http.invalid_text, http.malformed_json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.body_too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.media_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request, profile.bad_rule */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "list-profile-rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageProfileRuleVersion"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "draft-profile-rule": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProfileDraft"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProfileRuleVersion"];
                };
            };
            /** @description http.body_missing, http.invalid_text, http.malformed_json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.body_too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.media_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request, profile.bad_rule */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "revise-profile-rule": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Version */
                version: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProfileRevision"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProfileRuleVersion"];
                };
            };
            /** @description http.body_missing, http.invalid_text, http.malformed_json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description rulebook.no_such_version */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description rulebook.already_published, rulebook.draft_changed */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.body_too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.media_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request, profile.bad_rule */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "discard-profile-rule": {
        parameters: {
            query: {
                /** @description Of the draft as it was seen; where somebody else has changed it since, it is refused */
                hash: string;
            };
            header?: never;
            path: {
                /** @description Version */
                version: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description rulebook.no_such_version */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description rulebook.already_published, rulebook.draft_changed */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "publish-profile-rule": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Version */
                version: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Publishing"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProfileRuleVersion"];
                };
            };
            /** @description http.body_missing, http.invalid_text, http.malformed_json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change, staff.people_only */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description rulebook.no_such_version */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description rulebook.already_published, staff.second_person_needed */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.body_too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.media_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request, profile.bad_rule, rulebook.cannot_begin_in_the_past, staff.say_why_alone */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "word-profile-rule": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProfileDraft"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProfileSentences"];
                };
            };
            /** @description http.body_missing, http.invalid_text, http.malformed_json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.body_too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.media_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request, profile.bad_rule */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "get-earning-rule": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EarningRule"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "get-article-earning": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the article */
                id: Id;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GoodsEarning"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description catalog.no_article */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "get-category-earning": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the category */
                id: Id;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GoodsEarning"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description catalog.no_category */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "preview-earning-rule": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EarningTrial"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EarningTried"];
                };
            };
            /** @description http.body_missing, http.invalid_text, http.malformed_json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.body_too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.media_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request, program.bad_rule */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "list-earning-rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageEarningRule"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "draft-earning-rule": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EarningDraft"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EarningRule"];
                };
            };
            /** @description http.body_missing, http.invalid_text, http.malformed_json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.body_too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.media_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request, program.bad_rule */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "revise-earning-rule": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Version */
                version: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EarningRevision"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EarningRule"];
                };
            };
            /** @description http.body_missing, http.invalid_text, http.malformed_json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description rulebook.no_such_version */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description rulebook.already_published, rulebook.draft_changed */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.body_too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.media_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request, program.bad_rule */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "discard-earning-rule": {
        parameters: {
            query: {
                /** @description Of the draft as it was seen; where somebody else has changed it since, it is refused */
                hash: string;
            };
            header?: never;
            path: {
                /** @description Version */
                version: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description rulebook.no_such_version */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description rulebook.already_published, rulebook.draft_changed */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "publish-earning-rule": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Version */
                version: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Publishing"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EarningRule"];
                };
            };
            /** @description http.body_missing, http.invalid_text, http.malformed_json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change, staff.people_only */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description rulebook.no_such_version */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description rulebook.already_published, staff.second_person_needed */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.body_too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.media_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request, program.bad_rule, rulebook.cannot_begin_in_the_past, staff.say_why_alone */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "word-earning-rule": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EarningDraft"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EarningSentences"];
                };
            };
            /** @description http.body_missing, http.invalid_text, http.malformed_json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.body_too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.media_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request, program.bad_rule */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "report-refund": {
        parameters: {
            query?: never;
            header?: {
                /** @description Chosen by the caller; the same key and body gets the first answer again */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Return"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refund"];
                };
            };
            /** @description http.body_missing, http.invalid_text, http.malformed_json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description order.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description order.reference_taken */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.body_too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.media_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request, idempotency.body_differs, order.invalid, order.no_such_line, order.of_another_member, order.refund_before_purchase, order.refund_exceeds_purchase */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "get-session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.people_only */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "sign-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Set-Cookie"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description http.body_missing, http.invalid_text, http.malformed_json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.wrong_credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.body_too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.media_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.rate_limited, staff.locked_out */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded, staff.busy */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "sign-out": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    "Set-Cookie"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.people_only */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "change-locale": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LocaleChange"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description http.body_missing, http.invalid_text, http.malformed_json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.people_only */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.body_too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.media_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "change-password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordChange"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Set-Cookie"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description http.body_missing, http.invalid_text, http.malformed_json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.people_only, staff.wrong_password */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.body_too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.media_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request, staff.invalid_account */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.rate_limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded, staff.busy */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "list-views": {
        parameters: {
            query: {
                /** @description Of which list */
                page: "members";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedViews"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.people_only */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "save-view": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewView"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedView"];
                };
            };
            /** @description http.body_missing, http.invalid_text, http.malformed_json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.people_only */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.too_many_views */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.body_too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.media_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request, staff.bad_view */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "delete-view": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the view */
                id: Id;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.people_only */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.no_view */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "list-staff-accounts": {
        parameters: {
            query?: {
                /** @description next_cursor of the page before */
                cursor?: string;
                /** @description Rows per page */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageAccount"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.bad_cursor, http.invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "create-staff-account": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewAccount"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MadeAccount"];
                };
            };
            /** @description http.body_missing, http.invalid_text, http.malformed_json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.email_taken */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.body_too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.media_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request, staff.invalid_account */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded, staff.busy */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "get-staff-account": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the account */
                id: Id;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.no_account */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "disable-staff-account": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the account */
                id: Id;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Because"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
            /** @description http.body_missing, http.invalid_text, http.malformed_json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.own_account, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.no_account */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.last_administrator */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.body_too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.media_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "enable-staff-account": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the account */
                id: Id;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Because"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
            /** @description http.body_missing, http.invalid_text, http.malformed_json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.own_account, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.no_account */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.body_too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.media_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "reset-staff-password": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the account */
                id: Id;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Because"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MadeAccount"];
                };
            };
            /** @description http.body_missing, http.invalid_text, http.malformed_json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.own_account, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.no_account */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.body_too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.media_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded, staff.busy */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "change-staff-roles": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the account */
                id: Id;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RolesChange"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
            /** @description http.body_missing, http.invalid_text, http.malformed_json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.own_account, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.no_account */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.last_administrator */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.body_too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.media_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request, staff.invalid_account */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "list-staff-sessions": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the account */
                id: Id;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageStaffSession"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.no_account */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "end-staff-session": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the account */
                id: Id;
                /** @description Which session */
                session: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.no_account, staff.no_session */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "set-staff-stores": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the account */
                id: Id;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StoresChange"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
            /** @description http.body_missing, http.invalid_text, http.malformed_json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.own_account, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.no_account */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.body_too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.media_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request, staff.unknown_stores */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "unlock-staff-account": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the account */
                id: Id;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Because"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
            /** @description http.body_missing, http.invalid_text, http.malformed_json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.own_account, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.no_account */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.body_too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.media_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "list-audit": {
        parameters: {
            query?: {
                /** @description Only this act */
                action?: string;
                /** @description next_cursor of the page before */
                cursor?: string;
                /** @description Rows per page */
                limit?: number;
                /** @description Only what this one did */
                principal?: string;
                /** @description Not before */
                since?: string;
                /** @description Only what was done to this one */
                subject_id?: string;
                /** @description Only what was done to this kind */
                subject_kind?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageAuditEntry"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.bad_cursor, http.invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "list-keys": {
        parameters: {
            query?: {
                /** @description next_cursor of the page before */
                cursor?: string;
                /** @description Rows per page */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageKey"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.bad_cursor, http.invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "create-key": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewKey"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MadeKey"];
                };
            };
            /** @description http.body_missing, http.invalid_text, http.malformed_json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.body_too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.media_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request, staff.invalid_key */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "revoke-key": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the key */
                id: Id;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.no_key */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "list-roles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageRolePermissions"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "get-system-about": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["About"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "list-backups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageBackupRun"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "list-checks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageCheckRun"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "list-comparisons": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageComparisonRun"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "list-jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageJob"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "run-job": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name of the job */
                job: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Asked"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description job.no_such_job */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "list-listeners": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageListener"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "drop-notice": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the notice */
                id: Id;
                /** @description Name of the listener */
                listener: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OperatorReason"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description http.body_missing, http.invalid_text, http.malformed_json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description notice.not_parked */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.body_too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.media_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "retry-notice": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the notice */
                id: Id;
                /** @description Name of the listener */
                listener: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Retried"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description notice.not_parked */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "pause-listener": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name of the listener */
                listener: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OperatorReason"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageListener"];
                };
            };
            /** @description http.body_missing, http.invalid_text, http.malformed_json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description notice.no_such_listener */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.body_too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.media_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "resume-listener": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name of the listener */
                listener: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageListener"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description notice.no_such_listener */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "retry-listener": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name of the listener */
                listener: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Retried"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "list-parked-notices": {
        parameters: {
            query?: {
                /** @description next_cursor of the page before */
                cursor?: string;
                /** @description Rows per page */
                limit?: number;
                /** @description Only of this listener */
                listener?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageParkedNotice"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.bad_cursor, http.invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "get-replica": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Replica"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "get-system-status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Status"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "list-system-tables": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageTableSize"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "get-ladder": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LadderVersion"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "preview-ladder": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LadderDraft"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LadderTried"];
                };
            };
            /** @description http.body_missing, http.invalid_text, http.malformed_json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.body_too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.media_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request, tier.bad_ladder */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "list-ladders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageLadderVersion"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "draft-ladder": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LadderDraft"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LadderVersion"];
                };
            };
            /** @description http.body_missing, http.invalid_text, http.malformed_json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.body_too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.media_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request, tier.bad_ladder */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "revise-ladder": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Version */
                version: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LadderRevision"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LadderVersion"];
                };
            };
            /** @description http.body_missing, http.invalid_text, http.malformed_json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description rulebook.no_such_version */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description rulebook.already_published, rulebook.draft_changed */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.body_too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.media_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request, tier.bad_ladder */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "discard-ladder": {
        parameters: {
            query: {
                /** @description Of the draft as it was seen; where somebody else has changed it since, it is refused */
                hash: string;
            };
            header?: never;
            path: {
                /** @description Version */
                version: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description rulebook.no_such_version */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description rulebook.already_published, rulebook.draft_changed */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "publish-ladder": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Version */
                version: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Publishing"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LadderVersion"];
                };
            };
            /** @description http.body_missing, http.invalid_text, http.malformed_json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change, staff.people_only */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description rulebook.no_such_version */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description rulebook.already_published, staff.second_person_needed */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.body_too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.media_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request, rulebook.cannot_begin_in_the_past, staff.say_why_alone, tier.bad_ladder */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "word-ladder": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LadderDraft"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LadderSentences"];
                };
            };
            /** @description http.body_missing, http.invalid_text, http.malformed_json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.not_signed_in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff.may_not, staff.password_must_change */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.body_too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.media_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.invalid_request, tier.bad_ladder */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.overloaded */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
