-- How a function says no: SQLSTATE PB<status>, and the message is the error code that users see.

CREATE FUNCTION refuse(status text, code text) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION USING ERRCODE = 'PB' || status, MESSAGE = code;
END $$;

-- A refusal that is over at some time; DETAIL says in how many seconds.
CREATE FUNCTION refuse_until(status text, code text, p_free timestamptz) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION USING ERRCODE = 'PB' || status, MESSAGE = code,
        DETAIL = greatest(1, ceil(extract(epoch FROM p_free - now())))::int;
END $$;

-- A session that has ended. Of an interruption, its party is told so, and (in DETAIL) in which session
-- it can go on: the one that was suspended.
CREATE FUNCTION refuse_ended(p_sid text) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    v_interruption interruption;
    v_back         text;
BEGIN
    SELECT * INTO v_interruption FROM interruption WHERE sid = p_sid;
    SELECT sid INTO v_back FROM session
    WHERE sid = v_interruption.interrupts AND NOT ended AND expires > now();
    RAISE EXCEPTION USING ERRCODE = 'PB410', DETAIL = coalesce(v_back, ''),
        MESSAGE = CASE WHEN v_interruption.state IN ('over', 'ringing') THEN 'rang_too_long'
                       WHEN v_interruption.state = 'closed' AND v_back IS NOT NULL THEN 'message_closed'
                       ELSE coalesce((SELECT ended_by FROM session WHERE sid = p_sid), 'session_ended') END;
END $$;
