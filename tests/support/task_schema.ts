/**
 * What [MS-TSCH] 2.5 says of the elements that lockstep uses: which there are, in
 * which order where that counts, and what they may hold.
 */
export const TASK_SCHEMA = `<?xml version="1.0"?>
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task"
  targetNamespace="http://schemas.microsoft.com/windows/2004/02/mit/task"
  elementFormDefault="qualified">
  <xs:element name="Task">
    <xs:complexType>
      <xs:all>
        <xs:element name="RegistrationInfo">
          <xs:complexType>
            <xs:all><xs:element name="Description" type="xs:string"/></xs:all>
          </xs:complexType>
        </xs:element>
        <xs:element name="Triggers">
          <xs:complexType>
            <xs:sequence><xs:element name="TimeTrigger" type="trigger"/></xs:sequence>
          </xs:complexType>
        </xs:element>
        <xs:element name="Settings" type="settings"/>
        <xs:element name="Actions">
          <xs:complexType>
            <xs:sequence><xs:element name="Exec" type="exec"/></xs:sequence>
          </xs:complexType>
        </xs:element>
      </xs:all>
      <xs:attribute name="version" type="xs:string" fixed="1.2"/>
    </xs:complexType>
  </xs:element>
  <xs:complexType name="trigger">
    <xs:sequence>
      <xs:element name="StartBoundary" type="xs:dateTime"/>
      <xs:element name="Repetition">
        <xs:complexType>
          <xs:sequence><xs:element name="Interval" type="interval"/></xs:sequence>
        </xs:complexType>
      </xs:element>
    </xs:sequence>
  </xs:complexType>
  <xs:simpleType name="interval">
    <xs:restriction base="xs:duration">
      <xs:minInclusive value="PT1M"/>
      <xs:maxInclusive value="P31D"/>
    </xs:restriction>
  </xs:simpleType>
  <xs:complexType name="settings">
    <xs:all>
      <xs:element name="MultipleInstancesPolicy">
        <xs:simpleType>
          <xs:restriction base="xs:string">
            <xs:enumeration value="Parallel"/>
            <xs:enumeration value="Queue"/>
            <xs:enumeration value="IgnoreNew"/>
            <xs:enumeration value="StopExisting"/>
          </xs:restriction>
        </xs:simpleType>
      </xs:element>
      <xs:element name="DisallowStartIfOnBatteries" type="xs:boolean"/>
      <xs:element name="StopIfGoingOnBatteries" type="xs:boolean"/>
      <xs:element name="StartWhenAvailable" type="xs:boolean"/>
      <xs:element name="ExecutionTimeLimit" type="xs:duration"/>
    </xs:all>
  </xs:complexType>
  <xs:complexType name="exec">
    <xs:all>
      <xs:element name="Command" type="xs:string"/>
      <xs:element name="Arguments" type="xs:string"/>
    </xs:all>
  </xs:complexType>
</xs:schema>
`;
